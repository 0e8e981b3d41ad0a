package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.IndexRequest;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.TableView;
import java.util.function.Consumer;

/** Says that nobody counts which keys are asked for most, of a table or a global index. */
final class DescribeContributorInsightsHandler implements Operation {
  private final TableLookup tables;

  DescribeContributorInsightsHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    Constraints constraints = new Constraints();
    String name = null;
    String index = null;
    from.document();
    for (String member = from.nextMember(); member != null; member = from.nextMember()) {
      switch (member) {
        case "TableName" -> name = from.string();
        case "IndexName" -> index = from.string();
        default -> from.skip();
      }
    }
    from.end();
    TableNames.existing(constraints, name);
    if (index != null) {
      IndexRequest.checkForm(constraints, "indexName", index);
    }
    constraints.check();
    TableView table = tables.existing(TableNames.plain(name));
    if (index == null) {
      listener.accept(reply(table, ""));
    } else {
      refuseMissing(table, index);
      listener.accept(reply(table, index));
    }
  }

  private static Reply reply(TableView table, String index) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeStringField("TableName", table.name());
          if (!index.isEmpty()) {
            to.writeStringField("IndexName", index);
          }
          to.writeStringField("ContributorInsightsStatus", "DISABLED");
          to.writeEndObject();
        });
  }

  private static void refuseMissing(TableView table, String index) {
    if (table.settings().index(index).filter(each -> !each.isLocal()).isEmpty()) {
      throw Failure.of(
              ErrorKind.RESOURCE_NOT_FOUND,
              "Requested resource not found: Index: %s not found for table: %s"
                  .formatted(index, table.name()))
          .refused();
    }
  }
}
