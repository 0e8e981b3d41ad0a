package dev.pangaea.regionnode.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double HARDLY = 1e-6;

  /** A request that comes some milliseconds after the one before it. */
  record Asked(int afterMillis, int units) {}

  @Property
  void admitsNoMoreThanComesInAndOneRequest(
      @ForAll @IntRange(min = 1, max = 1000) int rate,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 5_000_040) Long> drawn) {
    TokenBucket bucket = TokenBucket.of(rate, 0);
    long now = 0;
    double admitted = 0;
    for (long each : drawn) {
      Asked asked = new Asked((int) (each / 41), (int) (each % 41) + 1);
      now += TimeUnit.MILLISECONDS.toNanos(asked.afterMillis());
      bucket = bucket.at(now);
      if (bucket.admits()) {
        bucket = bucket.less(asked.units());
        admitted += asked.units();
      }
      double comes = rate + rate * (now / 1e9);
      assertThat(admitted).isLessThanOrEqualTo(comes + 41 + HARDLY);
      assertThat(bucket.level()).isLessThanOrEqualTo(300.0 * rate);
    }
  }

  @Property
  void whoLooksInBetweenChangesNothing(
      @ForAll @IntRange(min = 1, max = 40_000) int rate,
      @ForAll @IntRange(min = -1_000, max = 1_000) int taken,
      @ForAll @LongRange(min = 0, max = 400) long some,
      @ForAll @LongRange(min = 0, max = 400) long more) {
    TokenBucket bucket = TokenBucket.of(rate, 7).less(taken);
    long end = 7 + (some + more) * SECOND;
    assertThat(bucket.at(7 + some * SECOND).at(end).level())
        .isCloseTo(bucket.at(end).level(), within(HARDLY));
  }

  @Test
  void whatIsNotUsedIsKeptForFiveMinutes() {
    TokenBucket rested = TokenBucket.of(10, 0).at(1000 * SECOND);
    assertThat(rested.level()).isEqualTo(3000);
    assertThat(rested.less(3000).admits()).isFalse();
    assertThat(rested.less(2999).admits()).isTrue();
  }

  @Test
  void whatIsOwedIsMadeUpForInFiveMinutes() {
    TokenBucket owing = TokenBucket.of(1, 0).less(80_000);
    assertThat(owing.at(299 * SECOND).admits()).isFalse();
    assertThat(owing.at(301 * SECOND).admits()).isTrue();
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    TokenBucket bucket = TokenBucket.of(1, 10 * SECOND);
    assertThat(bucket.at(0)).isEqualTo(bucket);
  }

  @Test
  void otherUnitsComeFromNowOn() {
    TokenBucket bucket = TokenBucket.of(10, 0).less(60);
    TokenBucket raised = bucket.refilledBy(20, SECOND);
    assertThat(raised.level()).isEqualTo(-30);
    assertThat(raised.at(2 * SECOND).level()).isEqualTo(-10);
    TokenBucket lowered = raised.refilledBy(10, 2 * SECOND);
    assertThat(lowered.level()).isEqualTo(-10);
    assertThat(lowered.at(3 * SECOND).level()).isZero();
  }
}
