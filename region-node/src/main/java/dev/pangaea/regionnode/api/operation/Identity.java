package dev.pangaea.regionnode.api.operation;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/**
 * Who answers.
 *
 * @param regions all regions that a table can have replicas in, this one included
 * @param account the twelve digits that stand in every resource name
 */
public record Identity(RegionName region, List<RegionName> regions, String account) {
  public static final String DEFAULT_ACCOUNT = "000000000000";

  public Identity {
    regions = List.copyOf(regions);
  }

  public static Identity of(RegionName region, List<RegionName> regions) {
    return new Identity(region, regions, DEFAULT_ACCOUNT);
  }

  public String tableArn(String table) {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
  }
}
