package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/** Draws keys, values and items from few of each, so that requests meet the same ones again. */
final class Draw {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "-1", "2.50", "10", "1e3", "99999999999999999999999999999999999999", "0.001");
  private static final List<String> TEXTS = List.of("open", "done", "x", "xy", "", "é\uD83D\uDE00");

  private final SplittableRandom random;

  Draw(SplittableRandom random) {
    this.random = random;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  ObjectNode text(String value) {
    return JSON.objectNode().put("S", value);
  }

  ObjectNode number(String value) {
    return JSON.objectNode().put("N", value);
  }

  ObjectNode key() {
    ObjectNode key = JSON.objectNode();
    key.set("pk", partitionKey());
    key.set("sk", sortKey());
    return key;
  }

  ObjectNode partitionKey() {
    return text("p" + below(3));
  }

  ObjectNode sortKey() {
    return text("s" + below(6));
  }

  ObjectNode item() {
    ObjectNode item = key();
    if (chance(0.6)) {
      item.set("status", text(one(List.of("open", "done"))));
    }
    if (chance(0.6)) {
      item.set("total", number("" + below(1000)));
    }
    for (String name : List.of("a", "b", "c", "l", "m")) {
      if (chance(0.5)) {
        item.set(name, attribute(name));
      }
    }
    if (chance(0.3)) {
      item.set("ss", JSON.objectNode().set("SS", JSON.arrayNode().add("x").add("y")));
    }
    return item;
  }

  ObjectNode value() {
    return switch (below(6)) {
      case 0, 1 -> number(one(NUMBERS));
      case 2, 3 -> text(one(TEXTS));
      case 4 -> scalar();
      default -> attribute(one(List.of("l", "m", "a", "c")));
    };
  }

  private ObjectNode scalar() {
    ObjectNode node = JSON.objectNode();
    return switch (below(4)) {
      case 0 -> node.put("BOOL", chance(0.5));
      case 1 -> node.put("NULL", true);
      case 2 -> node.put("B", "YWJj");
      default -> node.set("SS", JSON.arrayNode().add("x").add("z"));
    };
  }

  private ObjectNode attribute(String name) {
    return switch (name) {
      case "a", "b" -> number(one(NUMBERS));
      case "l" -> {
        ArrayNode elements = JSON.arrayNode();
        for (int count = below(4); count > 0; count--) {
          elements.add(number("" + count));
        }
        yield JSON.objectNode().set("L", elements);
      }
      case "m" -> {
        ObjectNode map = JSON.objectNode();
        map.set("x", number("" + below(5)));
        map.set("y", text("deep"));
        yield JSON.objectNode().set("M", map);
      }
      default -> text(one(TEXTS));
    };
  }
}
