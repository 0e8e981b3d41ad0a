package dev.pangaea.simulator.history;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Stamping;
import dev.pangaea.conflict.resolve.Touch;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.stamp.Stamps;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes as they would have been under another policy: done to what would then have been there, and
 * stamped as that policy stamps. Under {@code mergeable} a changed number is taken for one that was
 * added to, and a set that only grew or shrank for elements put in or taken out.
 */
final class Restamping {
  private final ConflictPolicy policy;
  private final Set<String> keys;

  /**
   * @param keys the names of the key attributes
   */
  Restamping(ConflictPolicy policy, Set<String> keys) {
    this.policy = policy;
    this.keys = keys;
  }

  /**
   * @param there what the region would have held
   */
  Change restamped(Change recorded, Effect effect, Optional<ItemState> there) {
    Optional<Item> before =
        there.flatMap(state -> state.content().visible()).map(EncodedItem::decode);
    if (effect.whole() || before.isEmpty()) {
      return whole(recorded, there, recorded.content());
    }
    SortedMap<String, Touch> touches = touches(effect);
    Item after = after(before.get(), effect, touches);
    Content content = new Content.Present(EncodedItem.of(after));
    if (policy == ConflictPolicy.LAST_WRITER_WINS) {
      return whole(recorded, there, content);
    }
    Stamps stamps =
        Stamping.update(policy, there, recorded.version(), before.get(), after, keys, touches);
    return stamped(recorded, content, stamps);
  }

  private static Change whole(Change recorded, Optional<ItemState> there, Content content) {
    return stamped(recorded, content, Stamping.whole(there, recorded.version(), content));
  }

  private static Change stamped(Change recorded, Content content, Stamps stamps) {
    return new Change(recorded.key(), recorded.version(), recorded.context(), content, stamps);
  }

  SortedMap<String, Touch> touches(Effect effect) {
    TreeMap<String, Touch> touches = new TreeMap<>();
    effect
        .changed()
        .forEach(
            (name, after) ->
                touches.put(name, touch(Optional.ofNullable(effect.before().get(name)), after)));
    return touches;
  }

  private Touch touch(Optional<AttributeValue> before, Optional<AttributeValue> after) {
    if (policy != ConflictPolicy.MERGEABLE || before.isEmpty() || after.isEmpty()) {
      return new Touch.Whole();
    }
    if (before.get() instanceof NumberValue was && after.get() instanceof NumberValue is) {
      return new Touch.Added(is.value().subtract(was.value()));
    }
    Optional<SortedSet<Bytes>> had = SetElements.of(before.get());
    Optional<SortedSet<Bytes>> has = SetElements.of(after.get());
    if (had.isPresent() && has.isPresent()) {
      TreeSet<Bytes> in = new TreeSet<>(has.get());
      in.removeAll(had.get());
      TreeSet<Bytes> out = new TreeSet<>(had.get());
      out.removeAll(has.get());
      if (out.isEmpty()) {
        return new Touch.Elements(in, true);
      }
      if (in.isEmpty()) {
        return new Touch.Elements(out, false);
      }
    }
    return new Touch.Whole();
  }

  private static Item after(Item before, Effect effect, SortedMap<String, Touch> touches) {
    TreeMap<String, AttributeValue> after = new TreeMap<>(before.attributes());
    for (Map.Entry<String, Touch> each : touches.entrySet()) {
      String name = each.getKey();
      Optional<AttributeValue> left =
          left(before.attribute(name), each.getValue(), effect.changed().get(name));
      left.ifPresentOrElse(value -> after.put(name, value), () -> after.remove(name));
    }
    return Item.of(after);
  }

  private static Optional<AttributeValue> left(
      Optional<AttributeValue> before, Touch touch, Optional<AttributeValue> recorded) {
    return switch (touch) {
      case Touch.Whole() -> recorded;
      case Touch.Added(var amount) ->
          before.isPresent() && before.get() instanceof NumberValue number
              ? Optional.of(new NumberValue(number.value().add(amount)))
              : recorded;
      case Touch.Elements(SortedSet<Bytes> elements, boolean in) -> {
        Optional<SortedSet<Bytes>> there = before.flatMap(SetElements::of);
        if (there.isEmpty()) {
          yield recorded;
        }
        TreeSet<Bytes> next = new TreeSet<>(there.get());
        if (in) {
          next.addAll(elements);
        } else {
          next.removeAll(elements);
        }
        yield SetElements.set(next);
      }
    };
  }
}
