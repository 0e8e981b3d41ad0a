package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;

/** The names of the table that the ledger is read as, and of what its items hold. */
public final class LedgerTable {
  /** No application's table can have it. */
  public static final String NAME = "pangaea.conflicts";

  /** The partition key: the table that the conflict is of, deleted ones included. */
  public static final String TABLE = "table";

  /** The sort key: a {@link LedgerId}. */
  public static final String ID = "id";

  /** The local index by {@link #ITEM}. */
  public static final String BY_ITEM = "by-item";

  /** The item's key as one text, see {@link ItemText}. */
  public static final String ITEM = "item";

  static final String KEY = "key";
  static final String DECIDED_AT = "decidedAt";
  static final String DECIDED_MILLIS = "decidedMillis";
  static final String RULE = "rule";
  static final String OUTCOME = "outcome";
  static final String WINNER = "winner";
  static final String LOSER = "loser";
  static final String VERSION = "version";
  static final String RESULT = "result";
  static final String IMAGES_LEFT_OUT = "imagesLeftOut";
  static final String RESTORED_AT = "restoredAt";
  static final String RESTORED_AS = "restoredAs";

  private LedgerTable() {}

  /** Where a conflict lies. */
  public static EncodedKey key(String table, LedgerId id) {
    AttributeValue name = new StringValue(table);
    return EncodedKey.of(PrimaryKey.of(name, new StringValue(id.text())));
  }
}
