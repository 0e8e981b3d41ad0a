package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.Exports;
import java.util.List;
import java.util.function.Consumer;

/** Lists exports in the order in which they were begun. A page's token is its last export's id. */
final class ListExportsHandler implements Operation {
  private static final long RESULTS_MAX = 25;

  private final Identity identity;
  private final Exports exports;
  private final ExportDescriptions descriptions;

  ListExportsHandler(Identity identity, Exports exports, ExportDescriptions descriptions) {
    this.identity = identity;
    this.exports = exports;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    String arn = null;
    String token = null;
    Long results = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableArn" -> arn = from.string();
        case "NextToken" -> token = from.string();
        case "MaxResults" -> results = from.integer("Integer");
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.length("tableArn", arn, 1, TableNames.ARN_CHARS_MAX);
    constraints.atLeast("maxResults", results, 1);
    constraints.atMost("maxResults", results, RESULTS_MAX);
    constraints.check();
    String table = arn;
    String after = token == null ? "" : token;
    long most = results == null ? RESULTS_MAX : results;
    List<Export> found =
        exports.all().stream()
            .filter(
                export -> table == null || identity.tableArn(export.source().table()).equals(table))
            .filter(export -> export.id().compareTo(after) > 0)
            .limit(most + 1)
            .toList();
    boolean more = found.size() > most;
    List<Export> shown = more ? found.subList(0, (int) most) : found;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("ExportSummaries");
              for (Export export : shown) {
                descriptions.summary(export, to);
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField("NextToken", shown.getLast().id());
              }
              to.writeEndObject();
            }));
  }
}
