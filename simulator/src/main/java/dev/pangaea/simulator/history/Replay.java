package dev.pangaea.simulator.history;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.resolve.Touch;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The history of one item once more, under a policy: the same writes meet at the same places. */
final class Replay {
  private final Restamping restamping;
  private final Map<Version, Effect> effects;
  private final Set<String> keys;
  private final SortedMap<RegionName, ItemState> held = new TreeMap<>();
  private final Map<Version, Change> restamped = new HashMap<>();
  private final SortedMap<Version, Outcome> outcomes = new TreeMap<>();

  private Replay(ConflictPolicy policy, Map<Version, Effect> effects, Set<String> keys) {
    this.restamping = new Restamping(policy, keys);
    this.effects = effects;
    this.keys = keys;
  }

  /**
   * @param effects of all writes among the steps
   * @param keys the names of the key attributes
   */
  static Replay of(
      ConflictPolicy policy, List<Mention> steps, Map<Version, Effect> effects, Set<String> keys) {
    Replay replay = new Replay(policy, effects, keys);
    steps.forEach(replay::step);
    return replay;
  }

  /** What regions would hold in the end. */
  SortedMap<RegionName, ItemState> held() {
    return held;
  }

  /** Of every write that met one that it had not seen, nor that it. */
  SortedMap<Version, Outcome> outcomes() {
    return outcomes;
  }

  private void step(Mention mention) {
    Optional<ItemState> here = Optional.ofNullable(held.get(mention.region()));
    switch (mention.event()) {
      case Mention.Event.Written(Change change, boolean _) -> {
        Change next = restamping.restamped(change, effects.get(change.version()), here);
        restamped.put(change.version(), next);
        held.put(mention.region(), ItemState.of(next));
      }
      case Mention.Event.Dropped _ -> held.remove(mention.region());
      case Mention.Event.TakenIn(Change change, Standing standing) -> {
        if (standing != Standing.REFUSED) {
          Change arriving = restamped.getOrDefault(change.version(), change);
          meet(mention.region(), here, arriving);
        }
      }
    }
  }

  private void meet(RegionName region, Optional<ItemState> here, Change arriving) {
    switch (Join.resolve(here, arriving)) {
      case Resolution.Seen() -> {}
      case Resolution.Merged(ItemState after) -> held.put(region, after);
      case Resolution.Newer(ItemState after) -> held.put(region, after);
      case Resolution.Conflict(
              ItemState after,
              ItemState before,
              ItemState arrived,
              var decided) -> {
        held.put(region, after);
        judge(before, arrived, after);
        judge(arrived, before, after);
      }
    }
  }

  /** What became of the writes that one side had and the other had not seen. */
  private void judge(ItemState side, ItemState other, ItemState after) {
    for (Effect effect : effects.values()) {
      boolean concurrent =
          side.context().covers(effect.version()) && !other.context().covers(effect.version());
      if (concurrent) {
        TreeSet<String> kept = new TreeSet<>();
        TreeSet<String> lost = new TreeSet<>();
        if (effect.deletes()) {
          judgeDeletion(side, after, kept, lost);
        } else {
          judge(effect, side, after, kept, lost);
        }
        Outcome before = outcomes.getOrDefault(effect.version(), Outcome.NONE);
        outcomes.put(effect.version(), before.and(kept, lost));
      }
    }
  }

  /** A deletion that its own side has taken back is not lost to the other. */
  private static void judgeDeletion(
      ItemState side, ItemState after, Set<String> kept, Set<String> lost) {
    boolean stands = side.content().visible().isEmpty();
    (!stands || after.content().visible().isEmpty() ? kept : lost).add(WhatIf.THE_ITEM);
  }

  private void judge(
      Effect effect, ItemState side, ItemState after, Set<String> kept, Set<String> lost) {
    Item here = Shown.item(side.content());
    Item then = Shown.item(after.content());
    restamping
        .touches(effect)
        .forEach(
            (name, touch) -> {
              if (keys.contains(name)) {
                return;
              }
              boolean superseded = !effect.changed().get(name).equals(here.attribute(name));
              boolean stays =
                  switch (touch) {
                    case Touch.Whole() ->
                        superseded || then.attribute(name).equals(here.attribute(name));
                    case Touch.Added(BigDecimal amount) ->
                        isNumber(then, name) == isNumber(here, name);
                    case Touch.Elements(SortedSet<Bytes> elements, boolean in) ->
                        superseded || holds(then, name, elements, in);
                  };
              (stays ? kept : lost).add(name);
            });
  }

  private static boolean isNumber(Item item, String name) {
    return item.attribute(name).orElse(null) instanceof NumberValue;
  }

  private static boolean holds(Item item, String name, SortedSet<Bytes> elements, boolean in) {
    SortedSet<Bytes> there = item.attribute(name).flatMap(SetElements::of).orElseGet(TreeSet::new);
    return elements.stream().allMatch(element -> there.contains(element) == in);
  }
}
