package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.version.Context;
import dev.pangaea.regionnode.control.IndexDigest;
import dev.pangaea.regionnode.control.TableDigest;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table's digest as JSON. */
final class TableDigestJson {
  private TableDigestJson() {}

  static String text(TableDigest digest) {
    return String.format(
        Locale.ROOT,
        "{\"items\":%d,\"tombstones\":%d,\"seenByTombstones\":[%s],\"partitions\":[\"%s\"],\"indexes\":[%s]}%n",
        digest.items(),
        digest.tombstones(),
        digest.seenByTombstones().stream()
            .map(TableDigestJson::text)
            .collect(Collectors.joining(",")),
        String.join("\",\"", digest.partitions()),
        digest.indexes().stream().map(TableDigestJson::text).collect(Collectors.joining(",")));
  }

  private static String text(Context seen) {
    return seen.seen().entrySet().stream()
        .map(
            each ->
                "\"%s\":%s"
                    .formatted(each.getKey(), Long.toUnsignedString(each.getValue().packed())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(IndexDigest index) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"rows\":%d,\"counted\":%d,\"held\":\"%s\",\"rebuilt\":\"%s\"}",
        index.name(),
        index.rows(),
        index.counted(),
        index.held(),
        index.rebuilt());
  }
}
