package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.ArrayList;
import java.util.List;

/** Reads the tags that a table is given. */
final class TagsReader {
  record Tag(String key, String value) {}

  private TagsReader() {}

  static List<Tag> read(JsonReader from, Constraints constraints) {
    List<Tag> tags = new ArrayList<>();
    from.enterList();
    for (int number = 1; from.nextElement(); number++) {
      from.enterElement("Tag");
      String key = null;
      String value = null;
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "Key" -> key = from.string();
          case "Value" -> value = from.string();
          default -> from.skip();
        }
      }
      String member = "tags." + number + ".member.";
      constraints.present(member + "key", key);
      constraints.present(member + "value", value);
      if (key != null && value != null) {
        tags.add(new Tag(key, value));
      }
    }
    return tags;
  }
}
