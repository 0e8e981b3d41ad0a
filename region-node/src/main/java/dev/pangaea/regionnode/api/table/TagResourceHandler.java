package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.table.TagsReader.Tag;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

final class TagResourceHandler implements Operation {
  private final Identity identity;
  private final Tables tables;

  TagResourceHandler(Identity identity, Tables tables) {
    this.identity = identity;
    this.tables = tables;
  }

  /** A checked request. */
  private record Tagging(String arn, SortedMap<String, String> tags) {
    static Tagging read(JsonReader from) {
      Constraints constraints = new Constraints();
      String arn = null;
      List<Tag> tags = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "ResourceArn" -> arn = from.string();
          case "Tags" -> tags = TagsReader.read(from, constraints);
          default -> from.skip();
        }
      }
      from.end();
      constraints.present("resourceArn", arn);
      constraints.present("tags", tags);
      constraints.check();
      if (tags.isEmpty()) {
        throw Failure.validation("Atleast one Tag needs to be provided as Input.").refused();
      }
      return new Tagging(arn, TagRules.checked(tags));
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Tagging tagging = Tagging.read(request.body());
    String table = ResourceArns.table(tagging.arn(), identity);
    TableReplies.empty(
        table,
        ResourceArns.missing(tagging.arn()),
        tables.change(table, new TableChange.Tag(tagging.tags())),
        listener);
  }
}
