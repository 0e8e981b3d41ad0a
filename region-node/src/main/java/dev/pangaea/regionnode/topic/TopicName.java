package dev.pangaea.regionnode.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.conflict.version.RegionName;
import java.util.UUID;

/**
 * What the change topic of a table is called: {@code REGION.TABLE.changes}. To Kafka a dot and an
 * underscore in names of topics are the same, and names have 249 characters at most; so a table
 * whose name has a dot or is long has the dots made underscores, is cut, and says by a hash of the
 * whole name which one it is. No two tables share a topic, and no log is called like one.
 */
public final class TopicName {
  private static final int TABLE_CHARS_MAX = 150;
  private static final int HASH_CHARS = 8;

  private TopicName() {}

  public static String of(RegionName region, String table) {
    if (table.indexOf('.') < 0 && table.length() <= TABLE_CHARS_MAX) {
      return region + "." + table + ".changes";
    }
    String plain = table.replace('.', '_');
    String cut = plain.substring(0, Math.min(plain.length(), TABLE_CHARS_MAX));
    String hash = UUID.nameUUIDFromBytes(table.getBytes(UTF_8)).toString();
    return region + "." + cut + ".changes-" + hash.substring(0, HASH_CHARS);
  }
}
