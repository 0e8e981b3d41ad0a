package dev.pangaea.regionnode.control.http;

import dev.pangaea.regionnode.control.IndexDigest;
import dev.pangaea.regionnode.control.TableDigest;
import java.util.stream.Collectors;

/** A table's digest as JSON. */
final class TableDigestJson {
  private TableDigestJson() {}

  static String text(TableDigest digest) {
    return "{\"items\":%d,\"tombstones\":%d,\"partitions\":[\"%s\"],\"indexes\":[%s]}%n"
        .formatted(
            digest.items(),
            digest.tombstones(),
            String.join("\",\"", digest.partitions()),
            digest.indexes().stream().map(TableDigestJson::text).collect(Collectors.joining(",")));
  }

  private static String text(IndexDigest index) {
    return "{\"name\":\"%s\",\"rows\":%d,\"counted\":%d,\"held\":\"%s\",\"rebuilt\":\"%s\"}"
        .formatted(index.name(), index.rows(), index.counted(), index.held(), index.rebuilt());
  }
}
