package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.ArrayList;
import java.util.List;

/** What a write may say instead of expressions, as applications did before there were any. */
final class LegacyWriteMembers {
  private final boolean updating;
  private final List<String> names = new ArrayList<>(0);

  LegacyWriteMembers(boolean updating) {
    this.updating = updating;
  }

  boolean read(String member, JsonReader from) {
    boolean known =
        switch (member) {
          case "Expected", "ConditionalOperator" -> true;
          case "AttributeUpdates" -> updating;
          default -> false;
        };
    if (known) {
      from.skip();
      names.add(member);
    }
    return known;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  List<String> names() {
    return names;
  }

  void check(Constraints constraints) {
    names.forEach(constraints::unbuilt);
  }

  Condition condition() {
    return new Condition.Always();
  }

  ItemUpdate update() {
    return ItemUpdate.NOTHING;
  }
}
