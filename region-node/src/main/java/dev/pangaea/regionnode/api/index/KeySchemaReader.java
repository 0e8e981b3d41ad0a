package dev.pangaea.regionnode.api.index;

import dev.pangaea.regionnode.api.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of attribute names with something said about each. */
public final class KeySchemaReader {
  /** An attribute's name and its type or its part in a key; either may be null until checked. */
  public record Named(String name, String kind) {}

  private KeySchemaReader() {}

  public static List<Named> definitions(JsonReader from) {
    return list(from, "AttributeDefinition", "AttributeType");
  }

  public static List<Named> elements(JsonReader from) {
    return list(from, "KeySchemaElement", "KeyType");
  }

  private static List<Named> list(JsonReader from, String shape, String kindMember) {
    List<Named> list = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      from.enterElement(shape);
      String attribute = null;
      String kind = null;
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (name.equals("AttributeName")) {
          attribute = from.string();
        } else if (name.equals(kindMember)) {
          kind = from.string();
        } else {
          from.skip();
        }
      }
      list.add(new Named(attribute, kind));
    }
    return list;
  }
}
