package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.Import;
import dev.pangaea.regionnode.backup.Imports;
import java.util.List;
import java.util.function.Consumer;

/** Lists imports in the order in which they were begun. A page's token is its last import's id. */
final class ListImportsHandler implements Operation {
  private static final long RESULTS_MAX = 25;

  private final Identity identity;
  private final Imports imports;
  private final ImportDescriptions descriptions;

  ListImportsHandler(Identity identity, Imports imports, ImportDescriptions descriptions) {
    this.identity = identity;
    this.imports = imports;
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
        case "PageSize" -> results = from.integer("Integer");
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.length("tableArn", arn, 1, TableNames.ARN_CHARS_MAX);
    constraints.atLeast("pageSize", results, 1);
    constraints.atMost("pageSize", results, RESULTS_MAX);
    constraints.check();
    String table = arn;
    String after = token == null ? "" : token;
    long most = results == null ? RESULTS_MAX : results;
    List<Import> found =
        imports.all().stream()
            .filter(made -> table == null || identity.tableArn(made.target().table()).equals(table))
            .filter(made -> made.id().compareTo(after) > 0)
            .limit(most + 1)
            .toList();
    boolean more = found.size() > most;
    List<Import> shown = more ? found.subList(0, (int) most) : found;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("ImportSummaryList");
              for (Import made : shown) {
                descriptions.summary(made, to);
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField("NextToken", shown.getLast().id());
              }
              to.writeEndObject();
            }));
  }
}
