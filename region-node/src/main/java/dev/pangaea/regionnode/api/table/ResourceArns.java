package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.TableNames;

/** How requests about tags name the table that has them. */
final class ResourceArns {
  private ResourceArns() {}

  /** The plain name of the table that a resource name stands for. */
  static String table(String arn, Identity identity) {
    String name = TableNames.plain(arn);
    if (!TableNames.isTableArn(arn) || !TableNames.wellFormed(name)) {
      throw Failure.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn)
          .refused();
    }
    if (!arn.equals(identity.tableArn(name))) {
      throw missing(arn).refused();
    }
    return name;
  }

  static Failure missing(String arn) {
    return Failure.of(
        ErrorKind.RESOURCE_NOT_FOUND,
        "Requested resource not found: ResourceArn: " + arn + " not found");
  }
}
