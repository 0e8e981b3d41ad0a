package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.Stamping;
import dev.pangaea.conflict.resolve.Touch;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.expression.AttributeChange;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an update touches of an item, for its stamps. */
final class Touches {
  private Touches() {}

  static Stamps stamps(
      CurrentItem current, WriteCommand.UpdateItem command, Version version, Item after) {
    Item before = current.attributes();
    boolean extending =
        command
            .expires()
            .filter(name -> !before.attribute(name).equals(after.attribute(name)))
            .isPresent();
    if (extending) {
      return Stamping.extension(
          command.policy(), current.state(), version, before, after, of(command.update()));
    }
    return Stamping.update(
        command.policy(),
        current.state(),
        version,
        before,
        after,
        command.keyAttributes().attributes().keySet(),
        of(command.update()));
  }

  private static SortedMap<String, Touch> of(ItemUpdate update) {
    TreeMap<String, Touch> touches = new TreeMap<>();
    update.attributes().forEach(name -> touches.put(name, new Touch.Whole()));
    update.additions().forEach((name, change) -> touches.put(name, touch(change)));
    return touches;
  }

  private static Touch touch(AttributeChange change) {
    return switch (change) {
      case AttributeChange.Put _, AttributeChange.Remove _ -> new Touch.Whole();
      case AttributeChange.Add(NumberValue number) -> new Touch.Added(number.value());
      case AttributeChange.Add(AttributeValue set) -> elements(set, true);
      case AttributeChange.Delete(AttributeValue set) -> elements(set, false);
    };
  }

  /** A list that another is appended to is changed as a whole. */
  private static Touch elements(AttributeValue value, boolean in) {
    return SetElements.of(value)
        .<Touch>map(elements -> new Touch.Elements(elements, in))
        .orElseGet(Touch.Whole::new);
  }
}
