package dev.pangaea.regionnode.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.scaling.ScalingActivity.Cause;
import dev.pangaea.regionnode.scaling.ScalingDecision.Reason;
import dev.pangaea.regionnode.scaling.ScalingDecision.Stay;
import dev.pangaea.regionnode.scaling.ScalingDecision.Step;
import dev.pangaea.regionnode.scaling.ScalingRule.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScalingRuleTest {
  private static final Scalable WRITES = Scalable.TABLE_WRITE;
  private static final long MINUTE = 60_000;

  @Property(tries = 200)
  void settlesOnWhatAStepOfLoadNeedsAndStaysThere(
      @ForAll @IntRange(min = 1, max = 5000) int demand,
      @ForAll @IntRange(min = 20, max = 90) int target,
      @ForAll @IntRange(min = 1, max = 100) int min,
      @ForAll @IntRange(min = 100, max = 40_000) int max,
      @ForAll @IntRange(min = 1, max = 40_000) int units) {
    Table table = new Table(target(min, max, target, 0, 0), Math.clamp(units, min, max));
    table.run(600, minute -> demand);
    double share = demand / (double) table.units;
    assertThat(share <= target / 100.0 || table.units == max).isTrue();
    boolean tooLarge = share < Math.max(target - 20, target / 2.0) / 100 - 1e-9;
    boolean oneLessIsTooSmall = demand > (table.units - 1) * (target / 100.0);
    assertThat(!tooLarge || oneLessIsTooSmall || table.units == min).isTrue();
    long settled = table.units;
    table.run(60, minute -> demand);
    assertThat(table.units).isEqualTo(settled);
  }

  @Property(tries = 200)
  void goesToItsMinimumWhenNothingIsUsed(
      @ForAll @IntRange(min = 20, max = 90) int target,
      @ForAll @IntRange(min = 1, max = 40_000) int units) {
    Table table = new Table(target(1, 40_000, target, 0, 0), units);
    table.run(ScalingRule.IN_MINUTES, minute -> 0);
    assertThat(table.units).isEqualTo(1);
  }

  @Property(tries = 300)
  void isNeverOutsideOfItsBounds(
      @ForAll @IntRange(min = 1, max = 1000) int min,
      @ForAll @IntRange(min = 0, max = 5000) int more,
      @ForAll @IntRange(min = 20, max = 90) int target,
      @ForAll @IntRange(min = 1, max = 10_000) int units,
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 20_000) Integer> load) {
    Table table = new Table(target(min, min + more, target, 0, 0), units);
    table.run(1, minute -> 0);
    for (int minute : load) {
      table.run(1, any -> minute);
      assertThat(table.units).isBetween((long) min, (long) min + more);
    }
  }

  @Property(tries = 300)
  void doesNotFlapWhileItCoolsDown(
      @ForAll @IntRange(min = 0, max = 40) int inMinutes,
      @ForAll @IntRange(min = 0, max = 40) int outMinutes,
      @ForAll @Size(min = 60, max = 240) List<@IntRange(min = 0, max = 300) Integer> load) {
    Table table = new Table(target(1, 40_000, 70, inMinutes, outMinutes), 100);
    table.run(load.size(), load::get);
    ScalingActivity lowered = null;
    ScalingActivity raised = null;
    for (ScalingActivity step : table.steps) {
      if (step.raised()) {
        boolean more = raised == null || step.to() - step.from() > raised.to() - raised.from();
        assertThat(more || step.atMillis() - raised.atMillis() >= outMinutes * MINUTE).isTrue();
        raised = step;
      } else {
        if (lowered != null) {
          assertThat(step.atMillis() - lowered.atMillis())
              .isGreaterThanOrEqualTo(inMinutes * MINUTE);
        }
        lowered = step;
      }
    }
  }

  /** The figures of the alarms that DynamoDB makes of 5 units and a target of 70 %. */
  @Test
  void twoMinutesAboveTheTargetRaiseAndFifteenFarBelowLower() {
    ScalingSettings settings = settings(target(1, 100, 70, 0, 0));
    assertThat(decide(settings, 5, 3.6)).isEqualTo(new Stay(Reason.NEAR_THE_TARGET));
    assertThat(decide(settings, 5, 3.6, 3.4)).isEqualTo(new Stay(Reason.NEAR_THE_TARGET));
    assertThat(decide(settings, 5, 3.4, 3.6, 4.2)).isEqualTo(new Step(6, Cause.USED_MUCH));
    List<Double> low = new ArrayList<>(Collections.nCopies(14, 2.4));
    assertThat(decide(settings, 5, low)).isEqualTo(new Stay(Reason.NEAR_THE_TARGET));
    low.add(2.6);
    assertThat(decide(settings, 5, low)).isEqualTo(new Stay(Reason.NEAR_THE_TARGET));
    low.set(14, 2.4);
    assertThat(decide(settings, 5, low)).isEqualTo(new Step(4, Cause.USED_LITTLE));
  }

  @Test
  void lowersNothingThatIsNotToBeLowered() {
    List<Double> idle = Collections.nCopies(15, 0.0);
    Standing often = new Standing(50, idle, false);
    assertThat(ScalingRule.decide(settings(target(1, 100, 70, 0, 0)), WRITES, often, 0))
        .isEqualTo(new Stay(Reason.NOT_TO_BE_LOWERED));
    assertThat(ScalingRule.decide(settings(target(1, 10, 70, 0, 0)), WRITES, often, 0))
        .isEqualTo(new Stay(Reason.NOT_TO_BE_LOWERED));
    ScalableTarget target = target(1, 100, 70, 0, 0);
    TrackingPolicy never = new TrackingPolicy("p", 70, Duration.ZERO, Duration.ZERO, true, 0);
    assertThat(decide(settings(target.with(Optional.of(never))), 50, idle))
        .isEqualTo(new Stay(Reason.SCALE_IN_DISABLED));
    ScalableTarget suspended =
        new ScalableTarget(1, 100, new Suspension(true, false, false), 0, target.policy());
    assertThat(decide(settings(suspended), 50, idle)).isEqualTo(new Stay(Reason.SUSPENDED));
  }

  @Test
  void theLongestCooldownThatCanBeSaidIsOne() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    TrackingPolicy policy = new TrackingPolicy("p", 70, longest, longest, false, 0);
    ScalingSettings settings =
        settings(target(1, 100, 70, 0, 0).with(Optional.of(policy))).noting(List.of(raised(0)));
    assertThat(decide(settings, 50, 50, 50)).isEqualTo(new Stay(Reason.COOLING_DOWN));
  }

  @Test
  void whatIsStillToComeCoolsNothing() {
    ScalingSettings settings = settings(target(1, 100, 70, 1, 1)).noting(List.of(raised(MINUTE)));
    assertThat(decide(settings, 50, 50, 50)).isEqualTo(new Step(72, Cause.USED_MUCH));
    assertThat(ScalingRule.decide(settings, WRITES, busy(), MINUTE))
        .isEqualTo(new Stay(Reason.COOLING_DOWN));
  }

  @Test
  void whatOthersDidMakesNoneForgetItsOwn() {
    ScalingSettings settings = settings(target(1, 200, 70, 60, 60));
    for (int often = 0; often < 6; often++) {
      settings = settings.noting(List.of(lowered(WRITES, often)));
    }
    settings = settings.noting(List.of(raised(7)));
    for (int often = 0; often < 120; often++) {
      settings = settings.noting(List.of(lowered(Scalable.of("gone", WRITES.kind()), 8)));
    }
    assertThat(decideAt(settings, 8)).isEqualTo(new Stay(Reason.COOLING_DOWN));
    assertThat(
            settings.activities().stream()
                .filter(each -> each.scalable().equals(WRITES))
                .map(ScalingActivity::atMillis))
        .containsExactly(2L, 3L, 4L, 5L, 7L);
    assertThat(settings.activities()).hasSize(100 + 5);
  }

  private static ScalingDecision decideAt(ScalingSettings settings, long millis) {
    return ScalingRule.decide(settings, WRITES, busy(), millis);
  }

  private static ScalingActivity lowered(Scalable scalable, long atMillis) {
    return new ScalingActivity(
        "id", scalable, atMillis, 20, 10, Cause.USED_LITTLE, Optional.of("p"));
  }

  private static Standing busy() {
    return new Standing(50, List.of(50.0, 50.0), true);
  }

  private static ScalingActivity raised(long atMillis) {
    return new ScalingActivity("id", WRITES, atMillis, 10, 100, Cause.USED_MUCH, Optional.of("p"));
  }

  @Test
  void boundsHoldWithoutAPolicy() {
    ScalableTarget bare = new ScalableTarget(10, 20, Suspension.NONE, 0, Optional.empty());
    assertThat(decide(settings(bare), 5)).isEqualTo(new Step(10, Cause.BELOW_MINIMUM));
    assertThat(decide(settings(bare), 25)).isEqualTo(new Step(20, Cause.ABOVE_MAXIMUM));
    assertThat(decide(settings(bare), 15, 15, 15)).isEqualTo(new Stay(Reason.NO_POLICY));
  }

  private static ScalingDecision decide(ScalingSettings settings, long units, double... used) {
    return decide(settings, units, Arrays.stream(used).boxed().toList());
  }

  private static ScalingDecision decide(ScalingSettings settings, long units, List<Double> used) {
    return ScalingRule.decide(settings, WRITES, new Standing(units, used, true), 0);
  }

  private static ScalingSettings settings(ScalableTarget target) {
    return new ScalingSettings(new TreeMap<>(), List.of()).with(WRITES, target);
  }

  private static ScalableTarget target(
      long min, long max, double percent, int inMinutes, int outMinutes) {
    return new ScalableTarget(
        min,
        max,
        Suspension.NONE,
        0,
        Optional.of(
            new TrackingPolicy(
                "p",
                percent,
                Duration.ofMinutes(inMinutes),
                Duration.ofMinutes(outMinutes),
                false,
                0)));
  }

  /** A table that is asked for something, and throttles what exceeds its units. */
  private static final class Table {
    private final List<Double> used = new ArrayList<>();
    private final List<ScalingActivity> steps = new ArrayList<>();
    private ScalingSettings settings;
    private long units;
    private long nowMillis;

    Table(ScalableTarget target, long units) {
      this.settings = settings(target);
      this.units = units;
    }

    void run(int minutes, IntToDoubleFunction demand) {
      for (int minute = 0; minute < minutes; minute++) {
        nowMillis += MINUTE;
        used.add(Math.min(units, demand.applyAsDouble(minute)));
        int known = Math.min(used.size(), ScalingRule.IN_MINUTES);
        Standing standing =
            new Standing(units, used.subList(used.size() - known, used.size()), true);
        if (ScalingRule.decide(settings, WRITES, standing, nowMillis)
            instanceof Step(long next, Cause cause)) {
          ScalingActivity step =
              new ScalingActivity(
                  "id" + nowMillis, WRITES, nowMillis, units, next, cause, Optional.of("p"));
          assertThat(next).isNotEqualTo(units);
          settings = settings.noting(List.of(step));
          steps.add(step);
          units = next;
        }
      }
    }
  }
}
