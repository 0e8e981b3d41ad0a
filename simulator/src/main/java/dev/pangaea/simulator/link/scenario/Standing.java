package dev.pangaea.simulator.link.scenario;

import java.util.List;
import java.util.OptionalLong;

/**
 * How the last scenario stands, or that there was none.
 *
 * @param revision higher whenever a scenario starts, goes on or ends; 0 before the first
 * @param elapsedMillis since its start, until its end
 */
public record Standing(
    String name,
    State state,
    long revision,
    OptionalLong startedAtMillis,
    long elapsedMillis,
    long totalMillis,
    List<StepStanding> steps) {
  /** There was none yet. */
  public static final Standing NONE =
      new Standing("", State.NONE, 0, OptionalLong.empty(), 0, 0, List.of());

  public Standing {
    steps = List.copyOf(steps);
  }

  /** What became of a scenario. */
  public enum State {
    NONE,
    RUNNING,
    DONE,
    FAILED,
    STOPPED
  }

  /** How one of its steps stands. */
  public record StepStanding(long atMillis, String text, StepState state) {}

  /** What became of a step. */
  public sealed interface StepState {
    record Waiting() implements StepState {}

    /** It has begun; what lasts may go on. */
    record Done() implements StepState {}

    record Failed(String error) implements StepState {}
  }
}
