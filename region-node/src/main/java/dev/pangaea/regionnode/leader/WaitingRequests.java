package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import java.util.List;
import java.util.Optional;

/**
 * The requests of one partition that wait to be decided. Writes and all others have a line each and
 * take turns, so that neither a flood of local writes nor a long catch-up starves the other.
 * Bounded; a request waits for a bounded time, and leaves its line only once it is decided.
 */
final class WaitingRequests {
  /** Of deliveries, follows and copies; whoever sends them has few under way, and sends again. */
  static final int OTHERS_MAX = 256;

  /** Of each line. */
  static final long BYTES_MAX = 32 << 20;

  private final PartitionState state;
  private final Assembler assembler;
  private final LeaderBounds bounds;
  private final LeaderEffects effects;
  private final WaitingLine<Request.Write> writes;
  private final WaitingLine<Request> others = new WaitingLine<>(OTHERS_MAX, BYTES_MAX);
  private boolean othersTurn;

  WaitingRequests(
      PartitionState state, Assembler assembler, LeaderBounds bounds, LeaderEffects effects) {
    this.state = state;
    this.assembler = assembler;
    this.bounds = bounds;
    this.effects = effects;
    this.writes = new WaitingLine<>(bounds.waiting(), BYTES_MAX);
  }

  int size() {
    return writes.size() + others.size();
  }

  boolean isEmpty() {
    return writes.isEmpty() && others.isEmpty();
  }

  void add(Request request, Now now) {
    long deadline = now.nanos() + bounds.patienceNanos();
    switch (request) {
      case Request.Write write -> {
        if (!writes.add(write, deadline)) {
          effects.answer(
              new Answer.Told(() -> write.listener().accept(new WriteOutcome.Throttled())));
        }
      }
      case Request.Deliver deliver -> addOther(deliver, deadline);
      case Request.Follow follow -> addOther(follow, deadline);
      case Request.Copy copy -> addOther(copy, deadline);
    }
  }

  /** Decides what comes next, on top of all that counts. */
  Assembly assemble(Now now) {
    boolean takeOther = !others.isEmpty() && (othersTurn || writes.isEmpty());
    othersTurn = !takeOther;
    if (!takeOther) {
      return assembler.writes(writes, now);
    }
    Assembly assembly =
        switch (others.first()) {
          case Request.Write write -> throw new BrokenInvariantException("a write in a wrong line");
          case Request.Deliver deliver -> delivery(deliver, now);
          case Request.Follow follow -> follow(follow);
          case Request.Copy copy ->
              new Assembly(
                  Optional.of(copy.body()), List.of(new Completion.OfAppend(copy.listener())));
        };
    others.removeFirst();
    return assembly;
  }

  /** Lets go of those whose time is up. */
  void expire(Now now) {
    while (writes.firstIsLate(now)) {
      refuse(writes.removeFirst());
    }
    while (others.firstIsLate(now)) {
      refuse(others.removeFirst());
    }
  }

  void refuseAll() {
    while (!writes.isEmpty()) {
      refuse(writes.removeFirst());
    }
    while (!others.isEmpty()) {
      refuse(others.removeFirst());
    }
  }

  void refuse(Request request) {
    effects.answer(new Answer.Refused(List.of(Refusal.of(request))));
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
      return answer(deliver, new DeliveryOutcome.NotWanted());
    }
    Progress here = standing.get();
    boolean fits =
        here.log().equals(delivery.to().log()) && here.position().equals(delivery.from());
    return fits
        ? assembler.delivery(delivery, deliver.listener(), now)
        : answer(deliver, new DeliveryOutcome.Elsewhere(here));
  }

  private Assembly answer(Request.Deliver deliver, DeliveryOutcome outcome) {
    effects.answer(new Answer.Told(() -> deliver.listener().accept(outcome)));
    return new Assembly(Optional.empty(), List.of());
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
