package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.function.Consumer;

/** As in DynamoDB, only what is enabled is listed: nothing. */
final class ListContributorInsightsHandler implements Operation {
  private static final long RESULTS_MAX = 100;

  private final TableLookup tables;

  ListContributorInsightsHandler(TableLookup tables) {
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    Constraints constraints = new Constraints();
    String table = null;
    Long most = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "MaxResults" -> most = from.integer("Integer");
        default -> from.skip();
      }
    }
    from.end();
    if (table != null) {
      TableNames.existing(constraints, table);
    }
    constraints.atMost("maxResults", most, RESULTS_MAX);
    constraints.check();
    if (table != null) {
      tables.existing(TableNames.plain(table));
    }
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("ContributorInsightsSummaries");
              to.writeEndArray();
              to.writeEndObject();
            }));
  }
}
