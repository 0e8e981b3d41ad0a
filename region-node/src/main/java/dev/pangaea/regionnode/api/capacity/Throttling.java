package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.ThrottlingReason;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.throughput.Excess;
import dev.pangaea.regionnode.throughput.UnitKind;
import java.util.List;
import java.util.Optional;

/** What a caller is told whose request lacks capacity. */
public final class Throttling {
  private static final String TABLE =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";
  private static final String INDEXES =
      "The level of configured provisioned throughput for one or more global secondary indexes of"
          + " the table was exceeded. Consider increasing your provisioning level for the"
          + " under-provisioned global secondary indexes with the UpdateTable API";
  private static final String MAXIMUM =
      "Throughput exceeds the maximum OnDemandThroughput configured on table or index";

  private Throttling() {}

  public static Failure failure(Identity identity, String table, Excess excess) {
    ErrorKind kind =
        excess.onDemand() ? ErrorKind.THROTTLING : ErrorKind.PROVISIONED_THROUGHPUT_EXCEEDED;
    return new Failure(
        kind, Optional.of(message(excess)), List.of(reason(identity, table, excess)));
  }

  public static String message(Excess excess) {
    if (excess.onDemand()) {
      return MAXIMUM;
    }
    return excess.resource().index().isPresent() ? INDEXES : TABLE;
  }

  /** The code of a transaction's cancellation. */
  public static String code(Excess excess) {
    return excess.onDemand() ? "ThrottlingError" : "ProvisionedThroughputExceeded";
  }

  private static ThrottlingReason reason(Identity identity, String table, Excess excess) {
    Optional<String> index = excess.resource().index();
    String of = index.isPresent() ? "Index" : "Table";
    String kind = excess.resource().kind() == UnitKind.READ ? "Read" : "Write";
    String bound =
        excess.onDemand() ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded";
    String arn = identity.tableArn(table);
    return new ThrottlingReason(
        of + kind + bound, index.map(name -> arn + "/index/" + name).orElse(arn));
  }
}
