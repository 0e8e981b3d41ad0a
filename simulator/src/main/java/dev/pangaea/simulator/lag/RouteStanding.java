package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.ReplicatorStanding.Lag;
import dev.pangaea.simulator.lag.ReplicatorStanding.TableOnLink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a route's end is behind its beginning, put together from what both regions say.
 *
 * @param lag of the writes that became visible in the last 10 s, if any did
 * @param stalenessMillis all that was written longer ago is visible
 * @param backlogRecords entries of the source's log that are not taken in; {@code backlogAgeMillis}
 *     ago when only the replicator has told of them
 * @param catchUp how many of them are left and how fast they become fewer, while they do
 */
public record RouteStanding(
    Route route,
    Optional<Lag> lag,
    OptionalLong stalenessMillis,
    OptionalLong backlogRecords,
    OptionalLong backlogAgeMillis,
    OptionalDouble changesPerSecond,
    OptionalLong visibleAsOfMillis,
    Optional<Progress> catchUp,
    List<String> needsCopy) {
  private static final long BEHIND_MILLIS = 2_000;

  /** What was heard of a log longer ago says nothing of now. */
  private static final long BACKLOG_AGE_MILLIS_MAX = 5_000;

  public RouteStanding {
    needsCopy = List.copyOf(needsCopy);
  }

  /**
   * The backlog, unless it is only known how it was a while ago, as behind a cut, or not at all.
   */
  public OptionalLong backlogNow() {
    return backlogAgeMillis.orElse(Long.MAX_VALUE) < BACKLOG_AGE_MILLIS_MAX
        ? backlogRecords
        : OptionalLong.empty();
  }

  /** A route of which nobody says anything. */
  static RouteStanding unknown(Route route) {
    return new RouteStanding(
        route,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  /** A route of which only its target's node says something. */
  static RouteStanding known(Route route, long atMillis, long visibleAsOfMillis) {
    return new RouteStanding(
        route,
        Optional.empty(),
        OptionalLong.of(Math.max(0, atMillis - visibleAsOfMillis)),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalLong.of(visibleAsOfMillis),
        Optional.empty(),
        List.of());
  }

  /**
   * @param logEntries what the source's node says that its log holds, if it answers
   */
  static RouteStanding of(
      TableOnLink table, OptionalLong logEntries, OptionalLong visibleAsOfMillis) {
    boolean told = logEntries.isPresent() && logEntries.getAsLong() >= table.takenInEntries();
    long backlog = told ? logEntries.getAsLong() - table.takenInEntries() : table.backlogRecords();
    boolean known = told || table.backlogAgeMillis().isPresent();
    return new RouteStanding(
        table.route(),
        table.lag(),
        OptionalLong.of(table.stalenessMillis()),
        known ? OptionalLong.of(backlog) : OptionalLong.empty(),
        told ? OptionalLong.of(0) : table.backlogAgeMillis(),
        OptionalDouble.of(table.changesPerSecond()),
        visibleAsOfMillis,
        catchUp(backlog, table),
        table.needsCopy());
  }

  /**
   * What is always under way, as at rest and on a busy link, is no catching up; nor is it known to
   * go on when the replicator has not heard of the log for a while, as behind a cut, or knows of
   * less than half of what its source has, as behind a link that is too narrow.
   */
  private static Optional<Progress> catchUp(long backlog, TableOnLink table) {
    OptionalDouble falls = table.backlogFallsPerSecond();
    boolean heard = table.backlogAgeMillis().orElse(Long.MAX_VALUE) < BEHIND_MILLIS;
    return !heard
            || table.backlogRecords() < backlog / 2
            || table.stalenessMillis() < BEHIND_MILLIS
            || backlog < falls.orElse(Double.MAX_VALUE)
        ? Optional.empty()
        : Optional.of(new Progress(0, backlog, falls));
  }
}
