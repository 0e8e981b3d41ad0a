package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

final class ListTablesHandler implements Operation {
  private static final long PAGE_NAMES_MAX = 100;

  private final TableLookup tables;

  ListTablesHandler(TableLookup tables) {
    this.tables = tables;
  }

  /** A checked request. @param after the name that the page starts after */
  private record Page(Optional<String> after, long limit) {
    static Page read(JsonReader from) {
      Constraints constraints = new Constraints();
      String after = null;
      Long limit = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "ExclusiveStartTableName" -> after = from.string();
          case "Limit" -> limit = from.integer("Integer");
          default -> from.skip();
        }
      }
      from.end();
      TableNames.startOfPage(constraints, after);
      constraints.atLeast("limit", limit, 1);
      constraints.atMost("limit", limit, PAGE_NAMES_MAX);
      constraints.check();
      return new Page(Optional.ofNullable(after), limit == null ? PAGE_NAMES_MAX : limit);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Page page = Page.read(request.body());
    List<String> names =
        tables.names().stream()
            .filter(name -> page.after().isEmpty() || name.compareTo(page.after().get()) > 0)
            .limit(page.limit() + 1)
            .toList();
    boolean more = names.size() > page.limit();
    List<String> shown = more ? names.subList(0, (int) page.limit()) : names;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("TableNames");
              for (String name : shown) {
                to.writeString(name);
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField("LastEvaluatedTableName", shown.getLast());
              }
              to.writeEndObject();
            }));
  }
}
