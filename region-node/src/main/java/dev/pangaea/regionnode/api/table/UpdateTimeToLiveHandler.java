package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;

/** Keeps by which attribute a table's items expire, in all its regions. */
final class UpdateTimeToLiveHandler implements Operation {
  private static final int NAME_CHARS_MAX = 255;

  private final Tables tables;

  UpdateTimeToLiveHandler(Tables tables) {
    this.tables = tables;
  }

  /** What a request says of the expiry; each null where it says nothing. */
  private record Specification(Boolean enabled, String attribute) {
    static Specification read(JsonReader from) {
      Boolean enabled = null;
      String attribute = null;
      from.enterStructure("TimeToLiveSpecification");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "Enabled" -> enabled = from.bool();
          case "AttributeName" -> attribute = from.string();
          default -> from.skip();
        }
      }
      return new Specification(enabled, attribute);
    }

    void check(Constraints constraints) {
      constraints.present("timeToLiveSpecification.attributeName", attribute);
      constraints.length("timeToLiveSpecification.attributeName", attribute, 1, NAME_CHARS_MAX);
      constraints.present("timeToLiveSpecification.enabled", enabled);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    Constraints constraints = new Constraints();
    String table = null;
    Specification wanted = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "TimeToLiveSpecification" -> wanted = Specification.read(from);
        default -> from.skip();
      }
    }
    from.end();
    TableNames.existing(constraints, table);
    constraints.present("timeToLiveSpecification", wanted);
    if (wanted != null) {
      wanted.check(constraints);
    }
    constraints.check();
    String name = TableNames.plain(table);
    TableChange.TimeToLive change =
        new TableChange.TimeToLive(wanted.enabled(), wanted.attribute());
    TableReplies.when(
        name,
        TableLookup.notFound(name),
        tables.change(name, change),
        accepted -> reply(change),
        listener);
  }

  private static Reply reply(TableChange.TimeToLive change) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeObjectFieldStart("TimeToLiveSpecification");
          to.writeBooleanField("Enabled", change.enabled());
          to.writeStringField("AttributeName", change.attribute());
          to.writeEndObject();
          to.writeEndObject();
        });
  }
}
