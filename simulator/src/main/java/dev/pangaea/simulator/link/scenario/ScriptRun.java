package dev.pangaea.simulator.link.scenario;

import dev.pangaea.simulator.link.scenario.Standing.State;
import dev.pangaea.simulator.link.scenario.Standing.StepStanding;
import dev.pangaea.simulator.link.scenario.Standing.StepState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A script on its way: what is due at which time since its start, and what has become of what was
 * due. Knows no clock: time is handed in. Confined to whoever holds its lock.
 */
final class ScriptRun {
  private final Script script;
  private final long startedAtMillis;
  private final List<Moment> moments = new ArrayList<>();
  private final List<StepState> states = new ArrayList<>();
  private State state = State.RUNNING;
  private int next;
  private long endedAfterNanos;

  /**
   * Something to be done: a step begins, or what it began is over.
   *
   * @param step its place in the script
   */
  record Moment(int step, long atMillis, boolean ends, Action action) {}

  ScriptRun(Script script, long startedAtMillis) {
    this.script = script;
    this.startedAtMillis = startedAtMillis;
    for (int step = 0; step < script.steps().size(); step++) {
      Script.Step each = script.steps().get(step);
      states.add(new StepState.Waiting());
      moments.add(new Moment(step, each.atMillis(), false, each.action()));
      if (each.action().lastsMillis() > 0) {
        moments.add(new Moment(step, each.endMillis(), true, each.action()));
      }
    }
    // What ends at an instant ends before something else begins; beyond that as they are written.
    moments.sort(
        Comparator.comparingLong(Moment::atMillis).thenComparing(moment -> !moment.ends()));
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  /** What is to be done by now, the earliest first; the same until it is done or has failed. */
  Optional<Moment> due(long elapsedNanos) {
    return isRunning() && untilNextNanos(elapsedNanos) <= 0
        ? Optional.of(moments.get(next))
        : Optional.empty();
  }

  /** How long until something is due, while it runs. */
  long untilNextNanos(long elapsedNanos) {
    return TimeUnit.MILLISECONDS.toNanos(moments.get(next).atMillis()) - elapsedNanos;
  }

  /** What was due has been done. */
  void done(long elapsedNanos) {
    states.set(moments.get(next).step(), new StepState.Done());
    next++;
    if (next == moments.size()) {
      end(State.DONE, elapsedNanos);
    }
  }

  /** What was due cannot be done: nothing more is. */
  void failed(String error, long elapsedNanos) {
    states.set(moments.get(next).step(), new StepState.Failed(error));
    end(State.FAILED, elapsedNanos);
  }

  /** What has begun and is not over. */
  List<Action> underWay() {
    return moments.subList(0, next).stream()
        .filter(moment -> !moment.ends() && moment.action().lastsMillis() > 0)
        .filter(
            begun ->
                moments.subList(next, moments.size()).stream()
                    .anyMatch(moment -> moment.ends() && moment.step() == begun.step()))
        .map(Moment::action)
        .toList();
  }

  /** Nothing more is done. */
  void stop(long elapsedNanos) {
    if (isRunning()) {
      end(State.STOPPED, elapsedNanos);
    }
  }

  Standing standing(long elapsedNanos, long revision) {
    List<StepStanding> steps = new ArrayList<>();
    for (int step = 0; step < states.size(); step++) {
      Script.Step each = script.steps().get(step);
      steps.add(new StepStanding(each.atMillis(), each.text(), states.get(step)));
    }
    return new Standing(
        script.name(),
        state,
        revision,
        OptionalLong.of(startedAtMillis),
        TimeUnit.NANOSECONDS.toMillis(isRunning() ? elapsedNanos : endedAfterNanos),
        script.totalMillis(),
        steps);
  }

  private void end(State how, long elapsedNanos) {
    state = how;
    endedAfterNanos = elapsedNanos;
  }
}
