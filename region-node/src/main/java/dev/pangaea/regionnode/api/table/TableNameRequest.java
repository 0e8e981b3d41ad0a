package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;

/** A checked request that holds nothing but a table's name. */
public final class TableNameRequest {
  private TableNameRequest() {}

  public static String read(JsonReader from) {
    Constraints constraints = new Constraints();
    String table = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        default -> from.skip();
      }
    }
    from.end();
    TableNames.existing(constraints, table);
    constraints.check();
    return table;
  }
}
