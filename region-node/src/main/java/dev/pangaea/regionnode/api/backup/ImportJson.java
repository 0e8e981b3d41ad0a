package dev.pangaea.regionnode.api.backup;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.write.Commands;
import dev.pangaea.regionnode.backup.ImportText;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;

/** Lines in DynamoDB's JSON; an item is one that {@code PutItem} would take. */
public final class ImportJson implements ImportText {
  private final JsonDecoder decoder = new JsonDecoder();

  @Override
  public Line line(byte[] line, TableView table) {
    try {
      JsonReader from = decoder.open(line);
      Item item = Item.EMPTY;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (name.equals("Item")) {
          from.enterMap("AttributeValue");
          item = from.attributes();
        } else {
          from.skip();
        }
      }
      from.end();
      from.refuseBadValues();
      EncodedItem encoded = Commands.encoded(item);
      WriteCommand put = Commands.put(table, item, encoded, new Condition.Always());
      return new Line.Item(put.key(), encoded);
    } catch (RefusedException refused) {
      return new Line.Bad(refused.failure().message().orElse(refused.failure().kind().wireName()));
    }
  }
}
