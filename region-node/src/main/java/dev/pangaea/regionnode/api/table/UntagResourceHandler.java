package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.Tables;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

final class UntagResourceHandler implements Operation {
  private final Identity identity;
  private final Tables tables;

  UntagResourceHandler(Identity identity, Tables tables) {
    this.identity = identity;
    this.tables = tables;
  }

  /** A checked request. */
  private record Untagging(String arn, SortedSet<String> keys) {
    static Untagging read(JsonReader from) {
      Constraints constraints = new Constraints();
      String arn = null;
      SortedSet<String> keys = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "ResourceArn" -> arn = from.string();
          case "TagKeys" -> keys = new TreeSet<>(from.strings());
          default -> from.skip();
        }
      }
      from.end();
      constraints.present("resourceArn", arn);
      constraints.present("tagKeys", keys);
      constraints.check();
      if (keys.isEmpty()) {
        throw Failure.validation("Atleast one Tag Key needs to be provided as Input.").refused();
      }
      keys.forEach(TagRules::check);
      return new Untagging(arn, keys);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Untagging untagging = Untagging.read(request.body());
    String table = ResourceArns.table(untagging.arn(), identity);
    TableReplies.empty(
        table,
        ResourceArns.missing(untagging.arn()),
        tables.change(table, new TableChange.Untag(untagging.keys())),
        listener);
  }
}
