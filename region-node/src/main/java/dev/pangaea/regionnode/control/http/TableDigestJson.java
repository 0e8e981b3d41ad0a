package dev.pangaea.regionnode.control.http;

import dev.pangaea.regionnode.control.TableDigest;

/** A table's digest as JSON. */
final class TableDigestJson {
  private TableDigestJson() {}

  static String text(TableDigest digest) {
    return "{\"items\":%d,\"tombstones\":%d,\"partitions\":[\"%s\"]}%n"
        .formatted(digest.items(), digest.tombstones(), String.join("\",\"", digest.partitions()));
  }
}
