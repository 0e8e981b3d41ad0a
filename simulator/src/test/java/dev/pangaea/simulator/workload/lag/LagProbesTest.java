package dev.pangaea.simulator.workload.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.OpenLoopPacer;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/**
 * Probes against a world in virtual time: writes take 2 ms, polls take 1 ms, and visibility is up
 * to each test.
 */
class LagProbesTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final Window window = new Window(0, SECOND);

  private LagProbes probes(int slots, long timeoutNanos) {
    return new LagProbes(
        new OpenLoopPacer(0, SECOND, 50, 0, 1), window, slots, timeoutNanos, 1_000);
  }

  /** Runs until all probes have ended; steps of 50 µs. */
  private static Report.Lag run(LagProbes probes, long lagNanos, LongPredicate writeSucceeds) {
    World world = new World(probes, lagNanos, writeSucceeds);
    long now = 0;
    while (!probes.finished(now)) {
      world.step(now);
      now += 50_000;
      assertThat(now).isLessThan(100 * SECOND);
    }
    return probes.lag();
  }

  @Test
  void lagIsMeasuredFromTheWritesReplyAndFromItsStart() {
    Report.Lag lag = run(probes(64, 30 * SECOND), 80 * MILLI, stamp -> true);
    assertThat(lag.seen()).isEqualTo(50);
    // A poll takes 1 ms and starts 1 ms after the one before: the truth is at most 2 ms below.
    assertThat(lag.sinceReply().p50()).isBetween(80.0, 82.5);
    assertThat(lag.sinceStart().p50()).isCloseTo(lag.sinceReply().p50() + 2, within(0.2));
    assertThat(lag.resolution().max()).isLessThan(4);
    assertThat(lag.write().p50()).isCloseTo(2, within(0.1));
    assertThat(lag.timedOut()).isZero();
    assertThat(lag.skipped()).isZero();
  }

  @Test
  void everyProbeIsToldWhenItEndsFromWhenItWasDue() {
    List<ProbeEnd> ends = new ArrayList<>();
    LagProbes probes =
        new LagProbes(
            new OpenLoopPacer(0, SECOND, 50, 0, 1),
            window,
            64,
            30 * SECOND,
            1_000,
            PollInterval.COARSE,
            ends::add);
    run(probes, 80 * MILLI, stamp -> true);

    assertThat(ends).extracting(ProbeEnd::dueNanos).hasSize(50).contains(0L, 980 * MILLI);
    assertThat(ends)
        .allSatisfy(end -> assertThat(end.lagNanos()).isBetween(82 * MILLI, 90 * MILLI))
        .allSatisfy(end -> assertThat(end.seen()).isTrue());
  }

  @Test
  void whatNeverComesIsToldToo() {
    List<ProbeEnd> ends = new ArrayList<>();
    LagProbes probes =
        new LagProbes(
            new OpenLoopPacer(0, SECOND, 50, 0, 1),
            window,
            64,
            SECOND,
            1_000,
            PollInterval.FINE,
            ends::add);
    run(probes, Long.MAX_VALUE / 2, stamp -> true);

    assertThat(ends).hasSize(50).noneMatch(ProbeEnd::seen);
    assertThat(ends).allSatisfy(end -> assertThat(end.lagNanos()).isGreaterThan(SECOND));
  }

  @Test
  void whatIsThereAtOnceHasTheLagOfOnePoll() {
    Report.Lag lag = run(probes(64, 30 * SECOND), 0, stamp -> true);
    assertThat(lag.sinceReply().max()).isCloseTo(1, within(0.1));
    assertThat(lag.polls()).isEqualTo(50);
  }

  @Test
  void probesThatSeeNothingTimeOutAndStandInThePercentiles() {
    Report.Lag lag = run(probes(64, SECOND), Long.MAX_VALUE / 2, stamp -> true);
    assertThat(lag.seen()).isZero();
    assertThat(lag.timedOut()).isEqualTo(50);
    assertThat(lag.sinceReply().p50()).isBetween(1_000.0, 1_020.0);
  }

  @Test
  void probesAboveTheBoundAreSkippedAndCounted() {
    Report.Lag lag = run(probes(10, 10 * SECOND), 5 * SECOND, stamp -> true);
    assertThat(lag.seen()).isEqualTo(10);
    assertThat(lag.skipped()).isEqualTo(40);
  }

  @Test
  void failedWritesAreErrorsAndNotLag() {
    Report.Lag lag = run(probes(64, SECOND), 0, stamp -> stamp % 2 == 0);
    assertThat(lag.seen()).isEqualTo(25);
    assertThat(lag.errors())
        .containsExactly(new ErrorCounts.Counted("write InternalServerError", 25, "no"));
  }

  @Test
  void aProbeWithoutAnyConnectionIsGivenUp() {
    LagProbes probes = probes(64, SECOND);
    for (long now = 0; !probes.finished(now); now += MILLI) {
      probes.tick(now);
      assertThat(now).isLessThan(10 * SECOND);
    }
    assertThat(probes.lag().errors())
        .containsExactly(new ErrorCounts.Counted("write NeverSent", 50, ""));
  }

  @Test
  void aFailedPollIsCountedAndTriedAgain() {
    LagProbes probes = probes(1, SECOND);
    probes.tick(0);
    Probe probe = probes.takeWrite(0);
    probes.writeEnded(probe, MILLI, Outcome.ANSWERED);
    assertThat(probes.hasPoll(MILLI)).isTrue();
    assertThat(probes.takePoll()).isSameAs(probe);
    probes.pollEnded(probe, MILLI, 2 * MILLI, new Outcome.Lost("Timeout"), false);
    assertThat(probes.hasPoll(2 * MILLI)).isFalse();
    assertThat(probes.hasPoll(3 * MILLI)).isTrue();
    probes.pollEnded(probes.takePoll(), 3 * MILLI, 4 * MILLI, Outcome.ANSWERED, true);
    assertThat(probes.lag().errors())
        .containsExactly(new ErrorCounts.Counted("poll Timeout", 1, ""));
    // The failed poll saw nothing, so the item may have come at any time since the write's reply.
    assertThat(probes.lag().resolution().max()).isCloseTo(3, within(0.01));
  }

  @Test
  void progressTellsOfLagAndOfProbesInFlight() {
    LagProbes probes = probes(2, SECOND);
    probes.tick(SECOND / 2);
    Probe probe = probes.takeWrite(SECOND / 2);
    probes.writeEnded(probe, SECOND / 2, Outcome.ANSWERED);
    probes.pollEnded(probes.takePoll(), SECOND / 2, SECOND / 2 + 7 * MILLI, Outcome.ANSWERED, true);
    Progress progress = new Progress();
    probes.drainInto(progress);
    assertThat(progress.line(1, 1, "")).contains("lag p50 7.0 ms", "(1 seen, 1 in flight)");
    Progress next = new Progress();
    probes.drainInto(next);
    assertThat(next.line(2, 1, "")).contains("(0 seen, 1 in flight)");
  }

  @Test
  void noTwoProbesInFlightShareAKeyOrAStamp() {
    LagProbes probes = probes(2, SECOND);
    probes.tick(SECOND / 2);
    Probe one = probes.takeWrite(SECOND / 2);
    Probe other = probes.takeWrite(SECOND / 2);
    assertThat(probes.hasWrite()).isFalse();
    assertThat(one.slot()).isNotEqualTo(other.slot());
    assertThat(one.stamp()).isNotEqualTo(other.stamp());
  }

  @Test
  void pollsSlowDownWithAgeWithinBounds() {
    assertThat(PollInterval.FINE.nanos(0)).isEqualTo(MILLI);
    assertThat(PollInterval.FINE.nanos(100 * MILLI)).isEqualTo(MILLI);
    assertThat(PollInterval.FINE.nanos(SECOND)).isEqualTo(10 * MILLI);
    assertThat(PollInterval.FINE.nanos(3600 * SECOND)).isEqualTo(100 * MILLI);
  }
}
