package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.List;
import java.util.function.Consumer;

/** There are no backups to be listed, of any table. */
final class ListBackupsHandler implements Operation {
  private static final List<String> TYPES = List.of("USER", "SYSTEM", "AWS_BACKUP", "ALL");
  private static final long LIMIT_MAX = 100;

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    Constraints constraints = new Constraints();
    String table = null;
    String type = null;
    Long limit = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "BackupType" -> type = from.string();
        case "Limit" -> limit = from.integer("Integer");
        default -> from.skip();
      }
    }
    from.end();
    if (table != null) {
      TableNames.existing(constraints, table);
    }
    constraints.oneOf("backupType", type, TYPES);
    constraints.atLeast("limit", limit, 1);
    constraints.atMost("limit", limit, LIMIT_MAX);
    constraints.check();
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("BackupSummaries");
              to.writeEndArray();
              to.writeEndObject();
            }));
  }
}
