package dev.pangaea.regionnode.scaling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A change of how a table is scaled. */
public sealed interface ScalingChange {
  /** The settings that come of it. */
  ScalingOutcome on(ScalingSettings settings);

  /** The capacities that must be there for it: those that it scales. */
  default Stream<Scalable> scaled() {
    return Stream.empty();
  }

  /**
   * A capacity is scaled between bounds; what is empty stays, and a new target needs its bounds.
   *
   * @param nowMillis when a new target is made
   */
  record Register(
      Scalable scalable,
      Optional<Long> min,
      Optional<Long> max,
      Suspending suspending,
      long nowMillis)
      implements ScalingChange {
    @Override
    public Stream<Scalable> scaled() {
      return Stream.of(scalable);
    }

    @Override
    public ScalingOutcome on(ScalingSettings settings) {
      Optional<ScalableTarget> before = settings.target(scalable);
      Optional<Long> nextMin = min.or(() -> before.map(ScalableTarget::min));
      Optional<Long> nextMax = max.or(() -> before.map(ScalableTarget::max));
      if (nextMin.isEmpty() || nextMax.isEmpty()) {
        return new ScalingOutcome.Refused(
            "Both minimum capacity and maximum capacity must be specified for a new scalable target");
      }
      if (nextMax.get() < nextMin.get()) {
        return new ScalingOutcome.Refused("Maximum capacity cannot be less than minimum capacity");
      }
      return new ScalingOutcome.Changed(
          settings.with(
              scalable,
              new ScalableTarget(
                  nextMin.get(),
                  nextMax.get(),
                  suspending.on(before.map(ScalableTarget::suspension).orElse(Suspension.NONE)),
                  before.map(ScalableTarget::createdMillis).orElse(nowMillis),
                  before.flatMap(ScalableTarget::policy))));
    }
  }

  /** It is scaled no more. */
  record Deregister(Scalable scalable) implements ScalingChange {
    @Override
    public ScalingOutcome on(ScalingSettings settings) {
      return settings.target(scalable).isEmpty()
          ? new ScalingOutcome.NoTarget()
          : new ScalingOutcome.Changed(settings.without(scalable));
    }
  }

  /** A target is scaled by a policy, the only one that it has. */
  record PutPolicy(Scalable scalable, TrackingPolicy policy) implements ScalingChange {
    @Override
    public Stream<Scalable> scaled() {
      return Stream.of(scalable);
    }

    @Override
    public ScalingOutcome on(ScalingSettings settings) {
      Optional<ScalableTarget> target = settings.target(scalable);
      if (target.isEmpty()) {
        return new ScalingOutcome.NoTarget();
      }
      Optional<TrackingPolicy> before = target.get().policy();
      if (before.isPresent() && !before.get().name().equals(policy.name())) {
        return new ScalingOutcome.Refused(
            "Only one TargetTrackingScaling policy for a given metric specification is allowed.");
      }
      TrackingPolicy next = before.map(same -> policy.asOf(same.createdMillis())).orElse(policy);
      return new ScalingOutcome.Changed(
          settings.with(scalable, target.get().with(Optional.of(next))));
    }
  }

  record DeletePolicy(Scalable scalable, String name) implements ScalingChange {
    @Override
    public ScalingOutcome on(ScalingSettings settings) {
      Optional<ScalableTarget> target = settings.target(scalable);
      return target.flatMap(ScalableTarget::policy).filter(is -> is.name().equals(name)).isEmpty()
          ? new ScalingOutcome.NoPolicy()
          : new ScalingOutcome.Changed(
              settings.with(scalable, target.get().with(Optional.empty())));
    }
  }

  /** All of these, or none. */
  record Together(List<ScalingChange> changes) implements ScalingChange {
    public Together {
      changes = List.copyOf(changes);
    }

    @Override
    public Stream<Scalable> scaled() {
      return changes.stream().flatMap(ScalingChange::scaled);
    }

    @Override
    public ScalingOutcome on(ScalingSettings settings) {
      ScalingOutcome outcome = new ScalingOutcome.Changed(settings);
      for (ScalingChange change : changes) {
        if (outcome instanceof ScalingOutcome.Changed(ScalingSettings next)) {
          outcome = change.on(next);
        }
      }
      return outcome;
    }
  }

  /** What is to be suspended or not; empty where it stays. */
  record Suspending(Optional<Boolean> in, Optional<Boolean> out, Optional<Boolean> scheduled) {
    public static final Suspending NOTHING =
        new Suspending(Optional.empty(), Optional.empty(), Optional.empty());

    Suspension on(Suspension before) {
      return new Suspension(
          in.orElse(before.in()), out.orElse(before.out()), scheduled.orElse(before.scheduled()));
    }
  }
}
