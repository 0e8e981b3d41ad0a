package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final Window WINDOW = new Window(0, 10 * SECOND);

  private static Report.Requests writes(Pacer pacer, StalledServer server, int connections) {
    OperationMix mix =
        new OperationMix(OperationShares.only(Operation.PUT), new SplittableRandom(1));
    Tally tally = new Tally(WINDOW);
    LoadLoop loop = new LoadLoop(pacer, mix, () -> 0, tally);
    return Tally.sum(List.of(server.run(loop, connections)), 10).of(Operation.PUT);
  }

  /** Ten seconds of which one is a stall: a tenth of the requests should have begun in it. */
  private static StalledServer stalledForOneSecond() {
    return new StalledServer(MILLI, 5 * SECOND, 6 * SECOND);
  }

  @Test
  void openLoopPercentilesShowAStall() {
    Pacer pacer = new OpenLoopPacer(0, 10 * SECOND, 1000, 0, 1);
    Report.Requests writes = writes(pacer, stalledForOneSecond(), 64);
    assertThat(writes.latency().count()).isEqualTo(10_000);
    assertThat(writes.latency().p50()).isCloseTo(1, within(0.1));
    // The arrivals of the stall waited from 1,001 ms down to 1 ms: 1 % of all arrivals waited over
    // 900 ms.
    assertThat(writes.latency().p99()).isBetween(880.0, 940.0);
    assertThat(writes.latency().max()).isCloseTo(1_001, within(2.0));
  }

  @Test
  void closedLoopPercentilesHideAStallThatOnlyTheMaximumShows() {
    Pacer pacer = new ClosedLoopPacer(0, 10 * SECOND, Long.MAX_VALUE);
    Report.Requests writes = writes(pacer, stalledForOneSecond(), 64);
    assertThat(writes.latency().p99()).isCloseTo(1, within(0.1));
    assertThat(writes.latency().max()).isCloseTo(1_001, within(2.0));
  }

  @Test
  void openLoopKeepsItsRateWhenTheServerKeepsUp() {
    Pacer pacer = new OpenLoopPacer(0, 10 * SECOND, 2000, 0, 1);
    Report.Requests writes = writes(pacer, new StalledServer(MILLI, 0, 0), 8);
    assertThat(writes.perSecond()).isCloseTo(2000, within(1.0));
    assertThat(writes.latency().max()).isCloseTo(1, within(0.01));
  }

  @Test
  void arrivalsThatWereNeverSentCountAsLostWithTheirWait() {
    Pacer pacer = new OpenLoopPacer(0, 10 * SECOND, 2000, 0, 1);
    // One connection and 1 ms per request: half of the arrivals can be served.
    Report.Requests writes = writes(pacer, new StalledServer(MILLI, 0, 0), 1);
    assertThat(writes.answered() + writes.lost()).isEqualTo(20_000);
    assertThat(writes.answered()).isCloseTo(10_000, within(2L));
    assertThat(writes.perSecond()).isCloseTo(1000, within(1.0));
    assertThat(writes.latency().max()).isCloseTo(5_000, within(10.0));
  }

  @Test
  void closedLoopSendsAsOftenAsRepliesCome() {
    Pacer pacer = new ClosedLoopPacer(0, 10 * SECOND, Long.MAX_VALUE);
    Report.Requests writes = writes(pacer, new StalledServer(MILLI, 0, 0), 8);
    assertThat(writes.perSecond()).isCloseTo(8_000, within(8.0));
  }

  @Test
  void aCountedLoopEndsAfterItsCount() {
    Pacer pacer = new ClosedLoopPacer(0, Long.MAX_VALUE, 777);
    Report.Requests writes = writes(pacer, new StalledServer(MILLI, 0, 0), 8);
    assertThat(writes.answered()).isEqualTo(777);
  }
}
