package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a write did to its item, as far as the log tells it: the difference between what its region
 * held before and after it. The log has images, not requests, so what a write set to the value that
 * was there is not seen.
 *
 * @param whole whether it made the item, or deleted it, or stands at the log's beginning: then it
 *     is taken for a write of the whole item
 * @param changed the attributes that it changed, with what it left; empty where it removed one
 * @param before what was there of these
 */
record Effect(
    Version version,
    long atMillis,
    boolean whole,
    boolean deletes,
    SortedMap<String, Optional<AttributeValue>> changed,
    SortedMap<String, AttributeValue> before) {
  static Effect of(Change write, long atMillis, Optional<Content> held) {
    Content content = write.content();
    Item after = Shown.item(content);
    boolean deletes = content.visible().isEmpty();
    boolean whole = deletes || held.isEmpty() || held.get().visible().isEmpty();
    Item before = held.map(Shown::item).orElse(Item.EMPTY);
    TreeSet<String> names = new TreeSet<>(after.attributes().keySet());
    names.addAll(before.attributes().keySet());
    TreeMap<String, Optional<AttributeValue>> changed = new TreeMap<>();
    TreeMap<String, AttributeValue> there = new TreeMap<>();
    for (String name : names) {
      if (!after.attribute(name).equals(before.attribute(name))) {
        changed.put(name, after.attribute(name));
        before.attribute(name).ifPresent(value -> there.put(name, value));
      }
    }
    return new Effect(write.version(), atMillis, whole, deletes, changed, there);
  }

  RegionName region() {
    return version.region();
  }
}
