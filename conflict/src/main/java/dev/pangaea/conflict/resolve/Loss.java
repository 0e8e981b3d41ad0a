package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one side of a conflict wrote that is not in what comes of both. Only what is new counts,
 * which is what the other side had not seen: the rest was lost or replaced before.
 *
 * @param deletion the item is there although this side deleted it
 * @param names the attributes at which something is lost: what was set or removed there, an element
 *     that was put in or taken out, or an addition of which no number is left. Where a deletion is
 *     lost, what it removed is not named
 */
public record Loss(boolean deletion, SortedSet<String> names) {
  public Loss {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  public boolean isNothing() {
    return !deletion && names.isEmpty();
  }

  /**
   * @param result what comes of both sides
   */
  public static Loss of(ItemState side, ItemState other, ItemState result) {
    Item inSide = Join.visible(side);
    Item inResult = Join.visible(result);
    boolean deletion =
        result.content() instanceof Content.Present
            && side.content() instanceof Content.Deleted
            && isNew(side.base(), other.context());
    TreeSet<String> names = new TreeSet<>();
    for (ItemState state : List.of(side, other, result)) {
      names.addAll(state.stamps().attributes().keySet());
      names.addAll(Join.visible(state).attributes().keySet());
    }
    TreeSet<String> lost = new TreeSet<>();
    for (String name : names) {
      Attribute wrote = Attribute.of(side, name, inSide);
      Attribute left = Attribute.of(result, name, inResult);
      Optional<AttributeValue> shown = inResult.attribute(name);
      boolean deleted = deletion && wrote.register().equals(side.base());
      if (!deleted
              && isNew(wrote.register(), other.context())
              && registerIsLost(shownOwn(side, wrote), wrote, shownOwn(result, left), left, shown)
          || elementIsLost(wrote, shown, other.context())
          || additionIsLost(wrote, shown, other.context())) {
        lost.add(name);
      }
    }
    return new Loss(deletion, lost);
  }

  /** What an item that has expired keeps hidden is not there. */
  private static Optional<AttributeValue> shownOwn(ItemState state, Attribute attribute) {
    return state.content() instanceof Content.Present ? attribute.own() : Optional.empty();
  }

  private static boolean registerIsLost(
      Optional<AttributeValue> own,
      Attribute wrote,
      Optional<AttributeValue> now,
      Attribute left,
      Optional<AttributeValue> shown) {
    return !left.register().equals(wrote.register())
        && !now.equals(own)
        && !isShown(own, wrote.marks().keySet(), now, shown);
  }

  /** Whether a set shows each element as the register had it, but for what was marked since. */
  private static boolean isShown(
      Optional<AttributeValue> own,
      Set<Bytes> marked,
      Optional<AttributeValue> now,
      Optional<AttributeValue> shown) {
    if (!isSetOrNothing(own) || !isSetOrNothing(now)) {
      return false;
    }
    SortedSet<Bytes> had = elements(own);
    SortedSet<Bytes> has = elements(shown);
    TreeSet<Bytes> all = new TreeSet<>(had);
    all.addAll(elements(now));
    all.removeAll(marked);
    return all.stream().allMatch(element -> had.contains(element) == has.contains(element));
  }

  private static boolean elementIsLost(
      Attribute wrote, Optional<AttributeValue> shown, Context seen) {
    SortedSet<Bytes> now = elements(shown);
    return wrote.marks().entrySet().stream()
        .anyMatch(
            each ->
                isNew(each.getValue().version(), seen)
                    && each.getValue().in() != now.contains(each.getKey()));
  }

  /** One that the side's own register had replaced is not. */
  private static boolean additionIsLost(
      Attribute wrote, Optional<AttributeValue> shown, Context seen) {
    return !(shown.isPresent() && shown.get() instanceof NumberValue)
        && wrote.counts().entrySet().stream()
            .anyMatch(
                each -> {
                  Count replaced = wrote.baseline().get(each.getKey());
                  Count count = each.getValue();
                  return (replaced == null || count.time().compareTo(replaced.time()) > 0)
                      && isNew(new Version(count.time(), each.getKey()), seen);
                });
  }

  private static boolean isNew(Version write, Context seen) {
    return !write.write().equals(Stamps.NEVER) && !seen.covers(write);
  }

  private static boolean isSetOrNothing(Optional<AttributeValue> value) {
    return value.isEmpty() || SetElements.of(value.get()).isPresent();
  }

  private static SortedSet<Bytes> elements(Optional<AttributeValue> value) {
    return value.flatMap(SetElements::of).orElseGet(TreeSet::new);
  }
}
