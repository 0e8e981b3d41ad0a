package dev.pangaea.regionnode.leader;

import static java.util.stream.Collectors.toSet;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The waiting requests of one partition that are none of the API's, in one line: each is decided by
 * itself, once nothing that it brings is held by a transaction.
 */
final class OtherRequests {
  /** Whoever sends them has few under way, and sends again. */
  static final int COUNT_MAX = 256;

  private final PartitionState state;
  private final Assembler assembler;
  private final LeaderEffects effects;
  private final Locks locks;
  private final HeldUp heldUp;
  private final Word word;
  private TakingIn taking = new TakingIn();
  private final WaitingLine<Request.Other> line =
      new WaitingLine<>(COUNT_MAX, WaitingRequests.BYTES_MAX);

  OtherRequests(
      PartitionState state,
      Assembler assembler,
      LeaderEffects effects,
      Locks locks,
      HeldUp heldUp,
      Tombstones tombstones) {
    this.state = state;
    this.assembler = assembler;
    this.effects = effects;
    this.locks = locks;
    this.heldUp = heldUp;
    this.word = new Word(tombstones);
  }

  int size() {
    return line.size();
  }

  /** False if there is no room. */
  boolean add(Request.Other request, long deadlineNanos) {
    return line.add(request, deadlineNanos);
  }

  /** Decides the first one; empty if there is none, or it is held up. */
  Optional<Assembly> next(Now now) {
    if (line.isEmpty() || isHeld(line.first())) {
      return Optional.empty();
    }
    Optional<Body> floor = raised(line.first());
    if (floor.isPresent()) {
      return floor.map(Assembly::of);
    }
    Assembly assembly =
        switch (line.first()) {
          case Request.Deliver deliver -> delivery(deliver, now);
          case Request.Mend mend -> mend(mend, now);
          case Request.Follow follow -> follow(follow);
          case Request.Restore restore -> restoration(restore, now);
          case Request.Stream stream -> stream(stream);
          case Request.Copy copy ->
              new Assembly(
                  Optional.of(asOfNow(copy.body())),
                  List.of(new Completion.OfAppend(copy.listener())));
        };
    if (!taking.isPartial()) {
      removeFirst();
    }
    return Optional.of(assembly);
  }

  void sent(RecordId id) {
    word.sent(id);
  }

  void counts(RecordId id) {
    word.counts(id);
  }

  /** Nothing is under way any more, and what was may be lost. */
  void settled() {
    word.settled();
    taking = new TakingIn();
  }

  /** Takes those off the line whose time is up. */
  List<Request.Other> takeLate(Now now) {
    List<Request.Other> late = new ArrayList<>();
    while (line.firstIsLate(now)) {
      late.add(removeFirst());
    }
    return late;
  }

  List<Request.Other> takeAll() {
    List<Request.Other> all = new ArrayList<>();
    while (!line.isEmpty()) {
      all.add(removeFirst());
    }
    return all;
  }

  private Request.Other removeFirst() {
    taking = new TakingIn();
    return line.removeFirst();
  }

  /** Whether transactions hold something that comes from another region. */
  private boolean isHeld(Request.Other request) {
    List<Change> changes = arriving(request);
    boolean held =
        !locks.isEmpty()
            && changes.stream().anyMatch(change -> locks.holds(state.partition(), change.key()));
    heldUp.other(held ? changes.stream().map(Change::key).collect(toSet()) : Set.of());
    return held;
  }

  private static List<Change> arriving(Request.Other request) {
    return switch (request) {
      case Request.Deliver deliver -> deliver.delivery().changes();
      case Request.Mend mend -> mend.changes();
      case Request.Follow _ -> List.of();
      case Request.Stream _ -> List.of();
      case Request.Copy _ -> List.of();
      case Request.Restore _ -> List.of();
    };
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
    Assembly assembly = assembler.delivery(delivery, here, taking, deliver.listener(), now);
    if (!taking.isPartial()) {
      delivery.told().ifPresent(said -> word.taken(here.source(), said));
    }
    return assembly;
  }

  /**
   * A copy is of a region that has dropped tombstones, and a write here of an item that is missing
   * has seen what they had: this is said before the copy is taken in. Empty if it is said already.
   */
  private Optional<Body> raised(Request.Other request) {
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
   * region has said in its log meanwhile, and others may have dropped tombstones on that word. What
   * is still kept aside is in no item, and goes as it came.
   */
  private Body.Copy asOfNow(Body.Copy copy) {
    List<Change> keptAside = state.keptAside().among(copy.changes());
    Set<EncodedKey> items = new LinkedHashSet<>();
    for (Change change : copy.changes()) {
      if (!keptAside.contains(change)) {
        items.add(change.key());
      }
    }
    List<Change> now = new ArrayList<>(keptAside);
    items.forEach(key -> state.item(key).map(item -> item.asChange(key)).ifPresent(now::add));
    return new Body.Copy(copy.joining(), state.deletions().floor(), now);
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
    return assembler.delivery(delivery, here, taking, mend.listener(), now);
  }

  /** However much of it was decided before, it is done with. */
  private Assembly answer(Consumer<DeliveryOutcome> listener, DeliveryOutcome outcome) {
    taking = new TakingIn();
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

  private Assembly stream(Request.Stream stream) {
    Optional<Body> body =
        state.stream().says(stream.word())
            ? Optional.empty()
            : Optional.of(new Body.Streaming(stream.word()));
    return new Assembly(body, List.of(new Completion.OfAppend(stream.listener())));
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
