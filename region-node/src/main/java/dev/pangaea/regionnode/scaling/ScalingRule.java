package dev.pangaea.regionnode.scaling;

import dev.pangaea.regionnode.scaling.ScalingActivity.Cause;
import dev.pangaea.regionnode.scaling.ScalingDecision.Reason;
import dev.pangaea.regionnode.scaling.ScalingDecision.Stay;
import dev.pangaea.regionnode.scaling.ScalingDecision.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Target tracking: a capacity is raised when more of it was used than the target for two minutes
 * together, and lowered when less than the target by 20 points for fifteen; to what makes the most
 * that was used in that time the target. (Amazon DynamoDB Developer Guide, "Managing throughput
 * capacity automatically"; Application Auto Scaling User Guide, "Target tracking scaling
 * policies".)
 */
public final class ScalingRule {
  public static final int OUT_MINUTES = 2;
  public static final int IN_MINUTES = 15;

  private static final double ROUNDING = 1e-9;

  private ScalingRule() {}

  /**
   * How a capacity stands.
   *
   * @param units what is provisioned, per second
   * @param used what was used per second in each minute up to now, the last minute last; fewer than
   *     {@link #IN_MINUTES} where it is not known longer
   * @param mayBeLowered whether it may be lowered now at all
   */
  public record Standing(long units, List<Double> used, boolean mayBeLowered) {
    public Standing {
      used = List.copyOf(used);
    }

    private double most(int minutes) {
      return used.subList(used.size() - minutes, used.size()).stream()
          .mapToDouble(Double::doubleValue)
          .max()
          .orElseThrow();
    }

    private double least(int minutes) {
      return used.subList(used.size() - minutes, used.size()).stream()
          .mapToDouble(Double::doubleValue)
          .min()
          .orElseThrow();
    }
  }

  /**
   * @param settings of the table, with what was done before
   */
  public static ScalingDecision decide(
      ScalingSettings settings, Scalable scalable, Standing now, long nowMillis) {
    ScalableTarget target = settings.targets().get(scalable);
    if (now.units() < target.min()) {
      return target.suspension().out()
          ? new Stay(Reason.SUSPENDED)
          : new Step(target.min(), Cause.BELOW_MINIMUM);
    }
    if (now.units() > target.max()) {
      return againstLowering(target, now)
          .<ScalingDecision>map(Stay::new)
          .orElseGet(() -> new Step(target.max(), Cause.ABOVE_MAXIMUM));
    }
    if (target.policy().isEmpty()) {
      return new Stay(Reason.NO_POLICY);
    }
    TrackingPolicy policy = target.policy().get();
    if (now.used().size() >= OUT_MINUTES
        && now.least(OUT_MINUTES) > now.units() * policy.target() + ROUNDING) {
      return out(target, policy, now, settings.last(scalable, Cause.USED_MUCH), nowMillis);
    }
    if (now.used().size() >= IN_MINUTES
        && now.most(IN_MINUTES) < now.units() * policy.low() - ROUNDING) {
      return in(target, policy, now, settings.last(scalable, Cause.USED_LITTLE), nowMillis);
    }
    return new Stay(Reason.NEAR_THE_TARGET);
  }

  private static ScalingDecision out(
      ScalableTarget target,
      TrackingPolicy policy,
      Standing now,
      Optional<ScalingActivity> last,
      long nowMillis) {
    long wanted = target.bounded(units(now.most(OUT_MINUTES), policy));
    if (wanted <= now.units()) {
      return new Stay(Reason.AT_MAXIMUM);
    }
    if (target.suspension().out()) {
      return new Stay(Reason.SUSPENDED);
    }
    boolean larger = last.filter(step -> wanted - now.units() <= step.to() - step.from()).isEmpty();
    return isCooling(last, policy.scaleOutCooldown(), nowMillis) && !larger
        ? new Stay(Reason.COOLING_DOWN)
        : new Step(wanted, Cause.USED_MUCH);
  }

  private static ScalingDecision in(
      ScalableTarget target,
      TrackingPolicy policy,
      Standing now,
      Optional<ScalingActivity> last,
      long nowMillis) {
    long wanted = target.bounded(units(now.most(IN_MINUTES), policy));
    if (wanted >= now.units()) {
      return new Stay(Reason.AT_MINIMUM);
    }
    if (policy.scaleInDisabled()) {
      return new Stay(Reason.SCALE_IN_DISABLED);
    }
    if (isCooling(last, policy.scaleInCooldown(), nowMillis)) {
      return new Stay(Reason.COOLING_DOWN);
    }
    return againstLowering(target, now)
        .<ScalingDecision>map(Stay::new)
        .orElseGet(() -> new Step(wanted, Cause.USED_LITTLE));
  }

  private static Optional<Reason> againstLowering(ScalableTarget target, Standing now) {
    if (target.suspension().in()) {
      return Optional.of(Reason.SUSPENDED);
    }
    return now.mayBeLowered() ? Optional.empty() : Optional.of(Reason.NOT_TO_BE_LOWERED);
  }

  /** Not by what was done later than now: then the clock was put back. */
  private static boolean isCooling(
      Optional<ScalingActivity> last, Duration cooldown, long nowMillis) {
    return last.map(step -> Duration.ofMillis(nowMillis - step.atMillis()))
        .filter(age -> !age.isNegative() && age.compareTo(cooldown) < 0)
        .isPresent();
  }

  /** The capacity of which so much is the target. */
  private static long units(double used, TrackingPolicy policy) {
    return (long) Math.ceil(used / policy.target() - ROUNDING);
  }
}
