package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Export;

/** How requests name exports. */
final class ExportArn {
  static final int CHARS_MIN = 37;
  static final int CHARS_MAX = 1024;
  static final String EXPORT = "/export/";

  private ExportArn() {}

  static String of(Export export, Identity identity) {
    return identity.tableArn(export.source().table()) + EXPORT + export.id();
  }
}
