package dev.pangaea.regionnode.scaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How a table and its global indexes are scaled, and what was done of late.
 *
 * @param activities the last {@link #ACTIVITIES}, and of each target those before them that the
 *     rule asks for; the oldest first
 */
public record ScalingSettings(
    SortedMap<Scalable, ScalableTarget> targets, List<ScalingActivity> activities) {
  public static final ScalingSettings NONE = new ScalingSettings(new TreeMap<>(), List.of());

  /** So many activities of a table are kept whatever they are of. */
  public static final int ACTIVITIES = 100;

  /** So many times that a target was lowered are kept: more at any time of a day it may not be. */
  private static final int LOWERED = 4;

  public ScalingSettings {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    activities = kept(targets.keySet(), activities);
  }

  private static List<ScalingActivity> kept(Set<Scalable> targets, List<ScalingActivity> all) {
    List<ScalingActivity> kept = new ArrayList<>();
    for (int from = all.size() - 1; from >= 0; from--) {
      ScalingActivity each = all.get(from);
      if (kept.size() < ACTIVITIES || targets.contains(each.scalable()) && isAsked(each, kept)) {
        kept.add(each);
      }
    }
    return List.copyOf(kept.reversed());
  }

  /** Whether a rule asks for it: the last of its cause, or one of those that lowered last. */
  private static boolean isAsked(ScalingActivity activity, List<ScalingActivity> later) {
    List<ScalingActivity> same =
        later.stream().filter(each -> each.scalable().equals(activity.scalable())).toList();
    return same.stream().noneMatch(each -> each.cause() == activity.cause())
        || !activity.raised() && same.stream().filter(each -> !each.raised()).count() < LOWERED;
  }

  public Optional<ScalableTarget> target(Scalable scalable) {
    return Optional.ofNullable(targets.get(scalable));
  }

  /** Whether a policy scales it. */
  public boolean tracks(Scalable scalable) {
    return target(scalable).flatMap(ScalableTarget::policy).isPresent();
  }

  /** The last time that it was raised, or lowered, by a policy. */
  public Optional<ScalingActivity> last(Scalable scalable, ScalingActivity.Cause cause) {
    return activities.reversed().stream()
        .filter(each -> each.scalable().equals(scalable) && each.cause() == cause)
        .findFirst();
  }

  public ScalingSettings with(Scalable scalable, ScalableTarget target) {
    TreeMap<Scalable, ScalableTarget> next = new TreeMap<>(targets);
    next.put(scalable, target);
    return new ScalingSettings(next, activities);
  }

  public ScalingSettings without(Scalable scalable) {
    return without(scalable::equals);
  }

  /** The same once an index is deleted. */
  public ScalingSettings withoutIndex(String name) {
    return without(scalable -> scalable.index().equals(Optional.of(name)));
  }

  /** The same once indexes are deleted elsewhere, where it was said what becomes of writes. */
  public ScalingSettings withoutReads(Predicate<String> index) {
    return without(scalable -> scalable.isRead() && scalable.index().filter(index).isPresent());
  }

  public ScalingSettings noting(List<ScalingActivity> more) {
    List<ScalingActivity> all = new ArrayList<>(activities);
    all.addAll(more);
    return new ScalingSettings(targets, all);
  }

  /** What a region that comes to have the table begins with. */
  public ScalingSettings anew() {
    return new ScalingSettings(targets, List.of());
  }

  /** The same, but for writes, which are scaled as others say. */
  public ScalingSettings takingWrites(ScalingSettings others) {
    TreeMap<Scalable, ScalableTarget> next = new TreeMap<>(targets);
    next.keySet().removeIf(scalable -> !scalable.isRead());
    others.targets.forEach(
        (scalable, target) -> {
          if (!scalable.isRead()) {
            next.put(scalable, target);
          }
        });
    return new ScalingSettings(next, activities);
  }

  private ScalingSettings without(Predicate<Scalable> gone) {
    TreeMap<Scalable, ScalableTarget> next = new TreeMap<>(targets);
    next.keySet().removeIf(gone);
    return new ScalingSettings(next, activities);
  }
}
