package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The requests of one partition that wait to be decided. Writes and all others have a line each and
 * take turns, so that neither a flood of local writes nor a long catch-up starves the other.
 * Bounded; a request waits for a bounded time, and leaves its line only once it is decided.
 */
final class WaitingRequests implements Waiting {
  /** Of each line. */
  static final long BYTES_MAX = 32 << 20;

  private final PartitionState state;
  private final Assembler assembler;
  private final LeaderBounds bounds;
  private final LeaderEffects effects;
  private final Locks locks;
  private final PendingTransactions transactions;
  private final Tombstones tombstones;
  private final Releases releases;
  private final Optional<Expiries> expiries;
  private final HeldUp heldUp;
  private final WaitingLine<Request.Write> writes;
  private final OtherRequests others;
  private boolean othersTurn;
  private boolean leads;

  WaitingRequests(
      PartitionState state,
      Assembler assembler,
      LeaderBounds bounds,
      LeaderEffects effects,
      Locks locks,
      PendingTransactions transactions,
      Tombstones tombstones,
      boolean sealed) {
    this.state = state;
    this.assembler = assembler;
    this.bounds = bounds;
    this.effects = effects;
    this.locks = locks;
    this.transactions = transactions;
    this.tombstones = tombstones;
    this.releases = new Releases(state, assembler, locks, bounds);
    this.expiries = sealed ? Optional.empty() : Optional.of(new Expiries(state, assembler, locks));
    this.heldUp = new HeldUp(state.partition(), locks);
    this.writes = new WaitingLine<>(bounds.waiting(), BYTES_MAX);
    this.others = new OtherRequests(state, assembler, effects, locks, heldUp, tombstones);
  }

  @Override
  public int size() {
    return writes.size() + others.size();
  }

  @Override
  public void add(Request request, Now now) {
    long deadline = now.nanos() + bounds.patienceNanos();
    switch (request) {
      case Request.Write write -> {
        if (!writes.add(write, deadline)) {
          answer(write, new WriteOutcome.Throttled());
        }
      }
      case Request.Other other -> {
        if (!others.add(other, deadline)) {
          refuse(other);
        }
      }
      case Request.Transact transact -> refuse(transact);
      case Request.ReadTogether read -> refuse(read);
    }
  }

  /** Taking part in transactions comes first: others wait for it. */
  @Override
  public Optional<Assembly> next(Now now) {
    if (transactions.concerns(state.partition())) {
      return Optional.of(assembler.parts(transactions.left(state.partition()), now));
    }
    Optional<Body> about = tombstones.next(now);
    if (about.isPresent()) {
      return about.map(Assembly::of);
    }
    Optional<Assembly> released = releases.next(now);
    if (released.isPresent()) {
      return released;
    }
    Optional<Assembly> expired = expired(now);
    if (expired.isPresent()) {
      return expired;
    }
    return othersTurn
        ? nextOther(now).or(() -> nextWrites(now))
        : nextWrites(now).or(() -> nextOther(now));
  }

  private Optional<Assembly> expired(Now now) {
    return tombstones.knowsMembers() ? expiries.flatMap(each -> each.next(now)) : Optional.empty();
  }

  @Override
  public boolean decides(EncodedKey key) {
    return assembler.decides(key);
  }

  /** Empty where there are none, or transactions hold all that they are for. */
  private Optional<Assembly> nextWrites(Now now) {
    if (writes.isEmpty()) {
      return Optional.empty();
    }
    othersTurn = true;
    int before = writes.size();
    Set<EncodedKey> held = new HashSet<>();
    Assembly assembly = assembler.writes(writes, locks, held, now);
    heldUp.writes(held);
    return writes.size() == before ? Optional.empty() : Optional.of(assembly);
  }

  private Optional<Assembly> nextOther(Now now) {
    Optional<Assembly> assembly = others.next(now);
    if (assembly.isPresent()) {
      othersTurn = false;
    }
    return assembly;
  }

  @Override
  public void sent(RecordId id) {
    others.sent(id);
  }

  @Override
  public void counts(RecordId id, long offset) {
    assembler.settled();
    others.counts(id);
  }

  @Override
  public void notSent() {
    assembler.settled();
    others.settled();
  }

  @Override
  public void leads() {
    leads = true;
    assembler.settled();
    others.settled();
  }

  @Override
  public void doubts() {
    leads = false;
  }

  /** Those that are held up wait no longer than others, and hold up nobody once they are gone. */
  @Override
  public void expire(Now now, boolean ready) {
    boolean held = !heldUp.isEmpty();
    if (ready && !held) {
      return;
    }
    int before = size();
    while (writes.firstIsLate(now)) {
      Request.Write late = writes.removeFirst();
      if (leads && locks.holds(state.partition(), late.command().key())) {
        answer(late, new WriteOutcome.Conflict());
      } else {
        refuse(late);
      }
    }
    others.takeLate(now).forEach(this::refuse);
    if (held && size() < before) {
      heldUp.clear();
    }
  }

  @Override
  public void refuseAll() {
    heldUp.clear();
    assembler.settled();
    while (!writes.isEmpty()) {
      refuse(writes.removeFirst());
    }
    others.takeAll().forEach(this::refuse);
  }

  @Override
  public void refuse(Request request) {
    effects.answer(new Answer.Refused(List.of(Refusal.of(request))));
  }

  private void answer(Request.Write write, WriteOutcome outcome) {
    effects.answer(new Answer.Told(() -> write.listener().accept(outcome)));
  }

  @Override
  public void roll(Roll roll) {
    tombstones.roll(roll);
  }

  @Override
  public QuarantineStatus quarantine() {
    return releases.status();
  }

  @Override
  public TombstoneStatus tombstones() {
    return tombstones.status();
  }
}
