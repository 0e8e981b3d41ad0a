package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The requests of one partition that wait to be decided. Writes and all others have a queue each
 * and take turns, so that neither a flood of local writes nor a long catch-up starves the other.
 * Bounded; a request waits for a bounded time.
 */
final class WaitingRequests {
  private final PartitionState state;
  private final Assembler assembler;
  private final LeaderBounds bounds;
  private final LeaderEffects effects;
  private final Deque<Waiting<Request.Write>> writes = new ArrayDeque<>();
  private final Deque<Waiting<Request>> others = new ArrayDeque<>();
  private boolean othersTurn;

  WaitingRequests(
      PartitionState state, Assembler assembler, LeaderBounds bounds, LeaderEffects effects) {
    this.state = state;
    this.assembler = assembler;
    this.bounds = bounds;
    this.effects = effects;
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
        if (writes.size() < bounds.waiting()) {
          writes.add(new Waiting<>(write, deadline));
        } else {
          write.listener().accept(new WriteOutcome.Throttled());
        }
      }
      case Request.Deliver deliver -> others.add(new Waiting<>(deliver, deadline));
      case Request.Follow follow -> others.add(new Waiting<>(follow, deadline));
      case Request.Copy copy -> others.add(new Waiting<>(copy, deadline));
    }
  }

  /** Decides what comes next, on top of all that counts. */
  Assembly assemble(Now now) {
    boolean takeOther = !others.isEmpty() && (othersTurn || writes.isEmpty());
    othersTurn = !takeOther;
    if (!takeOther) {
      return assembler.writes(writes, now);
    }
    Request request = others.remove().request();
    return switch (request) {
      case Request.Write write -> throw new BrokenInvariantException("writes have their own queue");
      case Request.Deliver deliver -> delivery(deliver);
      case Request.Follow follow -> follow(follow);
      case Request.Copy copy ->
          new Assembly(Optional.of(copy.body()), List.of(new Completion.OfAppend(copy.listener())));
    };
  }

  /** Lets go of those whose time is up; while the partition is led they are decided instead. */
  void expire(Now now, boolean leading) {
    if (!leading) {
      expire(writes, now);
      expire(others, now);
    }
  }

  void refuseAll() {
    writes.forEach(each -> refuse(each.request()));
    others.forEach(each -> refuse(each.request()));
    writes.clear();
    others.clear();
  }

  void refuse(Request request) {
    Completion completion = Refusal.of(request);
    effects.afterCommit(completion::unavailable);
  }

  private <R extends Request> void expire(Deque<Waiting<R>> queue, Now now) {
    while (!queue.isEmpty() && now.nanos() - queue.peek().deadlineNanos() >= 0) {
      refuse(queue.remove().request());
    }
  }

  private Assembly delivery(Request.Deliver deliver) {
    Delivery delivery = deliver.delivery();
    Optional<Progress> standing = state.progress(delivery.to().source());
    if (standing.isEmpty()) {
      return answer(deliver, new DeliveryOutcome.NotWanted());
    }
    Progress here = standing.get();
    boolean fits =
        here.log().equals(delivery.to().log()) && here.position().equals(delivery.from());
    return fits
        ? assembler.delivery(delivery, deliver.listener())
        : answer(deliver, new DeliveryOutcome.Elsewhere(here));
  }

  private Assembly answer(Request.Deliver deliver, DeliveryOutcome outcome) {
    effects.afterCommit(() -> deliver.listener().accept(outcome));
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
