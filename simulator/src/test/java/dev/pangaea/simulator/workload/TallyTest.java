package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long MILLI = 1_000_000;
  private final Tally tally = new Tally(new Window(100 * MILLI, 200 * MILLI));

  private Report.Load sum() {
    return Tally.sum(List.of(tally), 0.1);
  }

  @Test
  void whatBeganBeforeOrAfterTheWindowIsNotMeasured() {
    tally.record(Operation.PUT, 99 * MILLI, 101 * MILLI, Outcome.ANSWERED);
    tally.record(Operation.PUT, 200 * MILLI, 201 * MILLI, Outcome.ANSWERED);
    tally.record(Operation.PUT, 99 * MILLI, 101 * MILLI, new Outcome.Lost("Timeout"));
    assertThat(sum().ended()).isZero();
    assertThat(sum().errors()).isEmpty();
  }

  @Test
  void aLateReplyCountsInTheLatencyButNotInTheThroughput() {
    tally.record(Operation.GET, 199 * MILLI, 250 * MILLI, Outcome.ANSWERED);
    tally.record(Operation.GET, 150 * MILLI, 151 * MILLI, Outcome.ANSWERED);
    assertThat(sum().of(Operation.GET).answered()).isEqualTo(2);
    assertThat(sum().of(Operation.GET).perSecond()).isEqualTo(10);
    assertThat(sum().of(Operation.GET).latency().max()).isCloseTo(51, within(0.1));
  }

  @Test
  void lostRequestsAreInThePercentilesWithTheirWait() {
    tally.record(Operation.PUT, 100 * MILLI, 5_100 * MILLI, new Outcome.Lost("Timeout"));
    assertThat(sum().of(Operation.PUT).lost()).isEqualTo(1);
    assertThat(sum().of(Operation.PUT).latency().p50()).isCloseTo(5_000, within(5.0));
  }

  @Test
  void refusedRequestsAreCountedByNameAndNotInThePercentiles() {
    Outcome throttled = new Outcome.Refused("ThrottlingException", "slow down");
    tally.record(Operation.PUT, 100 * MILLI, 101 * MILLI, throttled);
    tally.record(Operation.GET, 100 * MILLI, 101 * MILLI, throttled);
    tally.record(Operation.GET, 100 * MILLI, 101 * MILLI, new Outcome.Lost("Timeout"));
    assertThat(sum().errors())
        .containsExactly(
            new ErrorCounts.Counted("ThrottlingException", 2, "slow down"),
            new ErrorCounts.Counted("Timeout", 1, ""));
    assertThat(sum().of(Operation.PUT).latency().count()).isZero();
    assertThat(sum().of(Operation.PUT).refused()).isEqualTo(1);
  }

  @Test
  void missesAreAnsweredReads() {
    tally.record(Operation.GET, 100 * MILLI, 101 * MILLI, Outcome.MISSED);
    assertThat(sum().of(Operation.GET).answered()).isEqualTo(1);
    assertThat(sum().of(Operation.GET).missed()).isEqualTo(1);
  }

  @Test
  void itemsOfQueriesCountInTheirRateWhenTheyCameInTime() {
    tally.record(Operation.QUERY, 150 * MILLI, 151 * MILLI, new Outcome.Found(10));
    tally.record(Operation.QUERY, 199 * MILLI, 250 * MILLI, new Outcome.Found(4));
    tally.record(Operation.QUERY, 199 * MILLI, 199 * MILLI, Outcome.MISSED);
    tally.record(Operation.QUERY, 99 * MILLI, 151 * MILLI, new Outcome.Found(10));
    Report.Requests queries = sum().of(Operation.QUERY);
    assertThat(queries.answered()).isEqualTo(3);
    assertThat(queries.missed()).isEqualTo(1);
    assertThat(queries.items()).isEqualTo(14);
    assertThat(queries.itemsPerSecond()).isEqualTo(100);
    assertThat(queries.itemsEach()).isCloseTo(4.67, within(0.01));
  }

  @Test
  void theSumOfWorkersIsOneWorkerThatDidItAll() {
    Tally other = new Tally(new Window(100 * MILLI, 200 * MILLI));
    tally.record(Operation.PUT, 100 * MILLI, 101 * MILLI, Outcome.ANSWERED);
    other.record(Operation.PUT, 100 * MILLI, 103 * MILLI, Outcome.ANSWERED);
    tally.record(Operation.QUERY, 100 * MILLI, 101 * MILLI, new Outcome.Found(1));
    other.record(Operation.QUERY, 100 * MILLI, 103 * MILLI, new Outcome.Found(2));
    other.transferred(150 * MILLI, 10, 20);
    other.reconnecting(150 * MILLI);
    other.connectFailed(150 * MILLI);
    Report.Load sum = Tally.sum(List.of(tally, other), 0.1);
    assertThat(sum.of(Operation.PUT).answered()).isEqualTo(2);
    assertThat(sum.of(Operation.PUT).latency().max()).isCloseTo(3, within(0.01));
    assertThat(sum.of(Operation.QUERY).items()).isEqualTo(3);
    assertThat(sum.of(Operation.QUERY).itemsPerSecond()).isEqualTo(30);
    assertThat(sum.perSecond()).isEqualTo(40);
    assertThat(List.of(sum.bytesSent(), sum.bytesReceived())).containsExactly(10L, 20L);
    assertThat(List.of(sum.reconnects(), sum.connectFailures())).containsExactly(1L, 1L);
  }

  @Test
  void progressStartsAnewAfterEachLine() {
    tally.record(Operation.PUT, 0, MILLI, Outcome.ANSWERED);
    Progress first = new Progress();
    tally.drainInto(first);
    Progress second = new Progress();
    tally.drainInto(second);
    assertThat(first.answers()).isEqualTo(1);
    assertThat(first.line(1, 1, "warm-up")).contains("1/s", "p50 1.00 ms", "(warm-up)");
    assertThat(second.answers()).isZero();
  }
}
