package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The operations of the first version of global tables (2017.11.29). As in DynamoDB there is none
 * of that version, and none can be made.
 */
final class GlobalTablesHandler implements Operation {
  private static final Failure LEGACY =
      Failure.invalidParameter(
          "DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB"
              + " global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).");

  private final Function<String, Failure> failure;

  private GlobalTablesHandler(Function<String, Failure> failure) {
    this.failure = failure;
  }

  /** Of requests that would make or change one. */
  static Operation refusing() {
    return new GlobalTablesHandler(table -> LEGACY);
  }

  /** Of requests about one. */
  static Operation finding(String prefix) {
    return new GlobalTablesHandler(
        table ->
            Failure.of(
                ErrorKind.GLOBAL_TABLE_NOT_FOUND,
                prefix + "Global table with name: '" + table + "' does not exist."));
  }

  /** There are none to be listed. */
  static Operation listing() {
    return (request, listener) -> {
      EmptyRequest.read(request.body());
      listener.accept(
          new Reply.Success(
              to -> {
                to.writeStartObject();
                to.writeArrayFieldStart("GlobalTables");
                to.writeEndArray();
                to.writeEndObject();
              }));
    };
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    Constraints constraints = new Constraints();
    String table = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "GlobalTableName" -> table = from.string();
        default -> from.skip();
      }
    }
    from.end();
    TableNames.global(constraints, table);
    constraints.check();
    throw failure.apply(table).refused();
  }
}
