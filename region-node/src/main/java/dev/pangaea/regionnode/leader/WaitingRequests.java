package dev.pangaea.regionnode.leader;

import static java.util.stream.Collectors.toSet;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.LedgerRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The requests of one partition that wait to be decided. Writes and all others have a line each and
 * take turns, so that neither a flood of local writes nor a long catch-up starves the other.
 * Bounded; a request waits for a bounded time, and leaves its line only once it is decided.
 */
final class WaitingRequests implements Waiting {
  /** Of deliveries, follows and copies; whoever sends them has few under way, and sends again. */
  static final int OTHERS_MAX = 256;

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
  private final WaitingLine<Request.Write> writes;
  private final WaitingLine<Request> others = new WaitingLine<>(OTHERS_MAX, BYTES_MAX);
  private Set<EncodedKey> heldWrites = Set.of();
  private Set<EncodedKey> heldDelivery = Set.of();
  private boolean othersTurn;
  private boolean leads;
  private Optional<Word> word = Optional.empty();

  /**
   * What a member has said in what is being taken in.
   *
   * @param record with which it is, once that is on its way
   */
  private record Word(RegionName member, Watermarks said, Optional<RecordId> record) {}

  WaitingRequests(
      PartitionState state,
      Assembler assembler,
      LeaderBounds bounds,
      LeaderEffects effects,
      Locks locks,
      PendingTransactions transactions,
      Tombstones tombstones) {
    this.state = state;
    this.assembler = assembler;
    this.bounds = bounds;
    this.effects = effects;
    this.locks = locks;
    this.transactions = transactions;
    this.tombstones = tombstones;
    this.releases = new Releases(state, assembler, locks, bounds);
    this.writes = new WaitingLine<>(bounds.waiting(), BYTES_MAX);
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
      case Request.Deliver deliver -> addOther(deliver, deadline);
      case Request.Mend mend -> addOther(mend, deadline);
      case Request.Follow follow -> addOther(follow, deadline);
      case Request.Copy copy -> addOther(copy, deadline);
      case Request.Restore restore -> addOther(restore, deadline);
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
      return about.map(body -> new Assembly(Optional.of(body), List.of()));
    }
    Optional<Assembly> released = releases.next(now);
    if (released.isPresent()) {
      return released;
    }
    if (writes.isEmpty() && others.isEmpty()) {
      return Optional.empty();
    }
    return othersTurn
        ? nextOther(now).or(() -> nextWrites(now))
        : nextWrites(now).or(() -> nextOther(now));
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
    if (!held.isEmpty() || !heldWrites.isEmpty()) {
      heldWrites = held;
      tellWhatIsHeld();
    }
    return writes.size() == before ? Optional.empty() : Optional.of(assembly);
  }

  private Optional<Assembly> nextOther(Now now) {
    if (others.isEmpty() || isHeld(others.first())) {
      return Optional.empty();
    }
    othersTurn = false;
    Optional<Body> floor = raised(others.first());
    if (floor.isPresent()) {
      return floor.map(body -> new Assembly(Optional.of(body), List.of()));
    }
    Assembly assembly =
        switch (others.first()) {
          case Request.Write write -> throw wrongLine();
          case Request.Transact transact -> throw wrongLine();
          case Request.ReadTogether read -> throw wrongLine();
          case Request.Deliver deliver -> delivery(deliver, now);
          case Request.Mend mend -> mend(mend, now);
          case Request.Follow follow -> follow(follow);
          case Request.Restore restore -> restoration(restore, now);
          case Request.Copy copy ->
              new Assembly(
                  Optional.of(asOfNow(copy.body())),
                  List.of(new Completion.OfAppend(copy.listener())));
        };
    others.removeFirst();
    return Optional.of(assembly);
  }

  /** Whether transactions hold something that comes from another region. */
  private boolean isHeld(Request request) {
    List<Change> changes = arriving(request);
    boolean held =
        !locks.isEmpty()
            && changes.stream().anyMatch(change -> locks.holds(state.partition(), change.key()));
    if (held != !heldDelivery.isEmpty()) {
      heldDelivery = held ? changes.stream().map(Change::key).collect(toSet()) : Set.of();
      tellWhatIsHeld();
    }
    return held;
  }

  private static List<Change> arriving(Request request) {
    return switch (request) {
      case Request.Deliver deliver -> deliver.delivery().changes();
      case Request.Mend mend -> mend.changes();
      case Request.Follow _ -> List.of();
      case Request.Copy _ -> List.of();
      case Request.Restore _ -> List.of();
      case Request.Write _ -> throw wrongLine();
      case Request.Transact _ -> throw wrongLine();
      case Request.ReadTogether _ -> throw wrongLine();
    };
  }

  private void tellWhatIsHeld() {
    Set<EncodedKey> all = new HashSet<>(heldWrites);
    all.addAll(heldDelivery);
    locks.awaits(state.partition(), all);
  }

  private static BrokenInvariantException wrongLine() {
    return new BrokenInvariantException("a request in a wrong line");
  }

  @Override
  public void sent(RecordId id) {
    word =
        word.map(
            said -> new Word(said.member(), said.said(), said.record().or(() -> Optional.of(id))));
  }

  @Override
  public void counts(RecordId id, long offset) {
    assembler.settled();
    word.filter(said -> said.record().equals(Optional.of(id)))
        .ifPresent(said -> tombstones.heard(said.member(), said.said()));
    word = Optional.empty();
  }

  @Override
  public void notSent() {
    assembler.settled();
    word = Optional.empty();
  }

  @Override
  public void leads() {
    leads = true;
    assembler.settled();
    word = Optional.empty();
  }

  @Override
  public void doubts() {
    leads = false;
  }

  /** Those that are held up wait no longer than others, and hold up nobody once they are gone. */
  @Override
  public void expire(Now now, boolean ready) {
    boolean held = !heldWrites.isEmpty() || !heldDelivery.isEmpty();
    if (ready && !held) {
      return;
    }
    int before = size();
    expire(now);
    if (held && size() < before) {
      heldWrites = Set.of();
      heldDelivery = Set.of();
      tellWhatIsHeld();
    }
  }

  private void expire(Now now) {
    while (writes.firstIsLate(now)) {
      Request.Write late = writes.removeFirst();
      if (leads && locks.holds(state.partition(), late.command().key())) {
        answer(late, new WriteOutcome.Conflict());
      } else {
        refuse(late);
      }
    }
    while (others.firstIsLate(now)) {
      refuse(others.removeFirst());
    }
  }

  @Override
  public void refuseAll() {
    locks.awaits(state.partition(), Set.of());
    assembler.settled();
    while (!writes.isEmpty()) {
      refuse(writes.removeFirst());
    }
    while (!others.isEmpty()) {
      refuse(others.removeFirst());
    }
  }

  @Override
  public void refuse(Request request) {
    effects.answer(new Answer.Refused(List.of(Refusal.of(request))));
  }

  private void answer(Request.Write write, WriteOutcome outcome) {
    effects.answer(new Answer.Told(() -> write.listener().accept(outcome)));
  }

  private void addOther(Request request, long deadline) {
    if (!others.add(request, deadline)) {
      refuse(request);
    }
  }

  private Assembly delivery(Request.Deliver deliver, Now now) {
    Delivery delivery = deliver.delivery();
    Optional<Progress> standing = state.progress(delivery.to().source());
    if (standing.isEmpty()) {
      return answer(deliver.listener(), new DeliveryOutcome.NotWanted());
    }
    Progress here = standing.get();
    boolean fits =
        here.log().equals(delivery.to().log()) && here.position().equals(delivery.from());
    if (!fits) {
      return answer(deliver.listener(), new DeliveryOutcome.Elsewhere(here));
    }
    word = delivery.told().map(said -> new Word(here.source(), said, Optional.empty()));
    return assembler.delivery(delivery, deliver.listener(), now);
  }

  /**
   * A copy is of a region that has dropped tombstones, and a write here of an item that is missing
   * has seen what they had: this is said before the copy is taken in. Empty if it is said already.
   */
  private Optional<Body> raised(Request request) {
    if (!(request instanceof Request.Deliver deliver)
        || state.deletions().floor().includes(deliver.delivery().floor())) {
      return Optional.empty();
    }
    Context floor = state.deletions().floor().merge(deliver.delivery().floor());
    assembler.hasSeen(floor);
    return Optional.of(new Body.Dropped(floor, List.of()));
  }

  /**
   * The part of a copy as the items are now. What was read for it may be older than what this
   * region has said in its log meanwhile, and others may have dropped tombstones on that word.
   */
  private Body.Copy asOfNow(Body.Copy copy) {
    List<Change> now =
        copy.changes().stream()
            .map(Change::key)
            .flatMap(key -> state.item(key).map(item -> item.asChange(key)).stream())
            .toList();
    return new Body.Copy(copy.joining(), state.deletions().floor(), now);
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

  /**
   * Beside what the source's log brings: how far that is taken in does not change. If a tombstone
   * was dropped since what is brought was read, it may have been of that, which would show again.
   * What does not fit is not kept aside: whoever brings it has it, and may bring it again.
   */
  private Assembly mend(Request.Mend mend, Now now) {
    Optional<Progress> standing = state.progress(mend.from());
    if (standing.isEmpty()) {
      return answer(mend.listener(), new DeliveryOutcome.NotWanted());
    }
    Progress here = standing.get();
    if (state.deletions().dropped() != mend.dropped()) {
      return answer(mend.listener(), new DeliveryOutcome.Elsewhere(here));
    }
    int refused =
        (int) mend.changes().stream().filter(change -> !assembler.fits(change, now)).count();
    if (refused > 0) {
      DeliveryOutcome.Tally none = new DeliveryOutcome.Tally(0, 0, 0, 0, 0, refused);
      return answer(mend.listener(), new DeliveryOutcome.Taken(here, none, now.wallMillis()));
    }
    Delivery delivery =
        new Delivery("", state.partition().partition(), here.position(), here, mend.changes());
    return assembler.delivery(delivery, mend.listener(), now);
  }

  private Assembly answer(Consumer<DeliveryOutcome> listener, DeliveryOutcome outcome) {
    effects.answer(new Answer.Told(() -> listener.accept(outcome)));
    return new Assembly(Optional.empty(), List.of());
  }

  /** What a transaction holds is not waited for: an operator asks again. */
  private Assembly restoration(Request.Restore restore, Now now) {
    Optional<LedgerRow> conflict = state.conflict(restore.request().conflict());
    if (conflict.isEmpty()) {
      return answer(restore, new RestoreOutcome.NotFound());
    }
    Optional<Version> before = conflict.get().restoredAs();
    if (before.isPresent()) {
      return answer(restore, new RestoreOutcome.AlreadyRestored(before.get()));
    }
    if (locks.holds(state.partition(), state.key(conflict.get()))) {
      return answer(restore, new RestoreOutcome.Locked());
    }
    return assembler.restoration(restore, conflict.get(), now);
  }

  private static Assembly answer(Request.Restore restore, RestoreOutcome outcome) {
    return new Assembly(Optional.empty(), List.of(restore.completion(outcome)));
  }

  private Assembly follow(Request.Follow follow) {
    Progress beginning = follow.beginning();
    boolean known =
        state
            .progress(beginning.source())
            .filter(progress -> progress.log().equals(beginning.log()))
            .isPresent();
    Optional<Body> body =
        known ? Optional.empty() : Optional.of(new Body.Arrivals(beginning, List.of()));
    return new Assembly(body, List.of(new Completion.OfAppend(follow.listener())));
  }
}
