package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.scaling.ScalingChange;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.Tables;
import java.time.InstantSource;
import java.util.function.Consumer;

final class UpdateTableReplicaAutoScalingHandler implements Operation {
  private final Identity identity;
  private final Tables tables;
  private final TableLookup lookup;
  private final InstantSource clock;

  UpdateTableReplicaAutoScalingHandler(
      Identity identity, Tables tables, TableLookup lookup, InstantSource clock) {
    this.identity = identity;
    this.tables = tables;
    this.lookup = lookup;
    this.clock = clock;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    AutoScalingRequest wanted =
        AutoScalingRequest.read(request.body(), identity.region().value(), clock.millis());
    String table = wanted.table();
    DescribeTableReplicaAutoScalingHandler.global(lookup, table);
    TableReplies.when(
        table,
        Failure.of(
            ErrorKind.RESOURCE_NOT_FOUND,
            "Global table with name: '" + table + "' does not exist."),
        tables.change(table, new TableChange.Scaling(new ScalingChange.Together(wanted.changes()))),
        AutoScalingDescriptions::reply,
        listener);
  }
}
