package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the tags that a table is given. */
final class TagsReader {
  private static final int KEY_CHARS_MAX = 128;
  private static final int VALUE_CHARS_MAX = 256;
  private static final int TAGS_MAX = 50;

  private TagsReader() {}

  static SortedMap<String, String> read(JsonReader from, Constraints constraints) {
    SortedMap<String, String> tags = new TreeMap<>();
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
      constraints.length(member + "key", key, 1, KEY_CHARS_MAX);
      constraints.present(member + "value", value);
      constraints.length(member + "value", value, 0, VALUE_CHARS_MAX);
      if (key != null && value != null) {
        tags.put(key, value);
      }
    }
    return tags;
  }

  static void refuseTooMany(SortedMap<String, String> tags) {
    if (tags.size() > TAGS_MAX) {
      throw Failure.validation("Too many tags: a table has at most " + TAGS_MAX).refused();
    }
  }
}
