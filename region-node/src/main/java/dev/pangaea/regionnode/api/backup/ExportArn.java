package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Export;

/** How requests name exports. */
final class ExportArn {
  private static final String EXPORT = "/export/";

  private ExportArn() {}

  static String of(Export export, Identity identity) {
    return identity.tableArn(export.source().table()) + EXPORT + export.id();
  }
}
