package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.table.TableView;
import java.util.Map;
import java.util.function.Consumer;

/** All tags of a table fit on one page: a token of an earlier one asks for that page again. */
final class ListTagsOfResourceHandler implements Operation {
  private final Identity identity;
  private final TableLookup tables;

  ListTagsOfResourceHandler(Identity identity, TableLookup tables) {
    this.identity = identity;
    this.tables = tables;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    String arn = resource(request.body());
    String name = ResourceArns.table(arn, identity);
    listener.accept(tags(tables.find(name, ResourceArns.missing(arn))));
  }

  private static Reply tags(TableView table) {
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeArrayFieldStart("Tags");
          for (Map.Entry<String, String> tag : table.settings().allTags().entrySet()) {
            to.writeStartObject();
            to.writeStringField("Key", tag.getKey());
            to.writeStringField("Value", tag.getValue());
            to.writeEndObject();
          }
          to.writeEndArray();
          to.writeEndObject();
        });
  }

  private static String resource(JsonReader from) {
    Constraints constraints = new Constraints();
    String arn = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ResourceArn" -> arn = from.string();
        default -> from.skip();
      }
    }
    from.end();
    constraints.present("resourceArn", arn);
    constraints.check();
    return arn;
  }
}
