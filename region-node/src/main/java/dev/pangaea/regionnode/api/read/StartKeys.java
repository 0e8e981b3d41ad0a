package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.Optional;
import java.util.TreeMap;

/** The keys that pages start behind, as requests hand them back. */
final class StartKeys {
  private static final String INVALID = "The provided starting key is invalid";
  private static final String MISMATCH = "The provided key element does not match the schema";

  private StartKeys() {}

  /** What is wrong with a value, as something wrong with the key. */
  static Failure invalid(Failure value) {
    return Failure.validation(INVALID + ": " + value.message().orElseThrow());
  }

  /** A key that a Query hands back. */
  static StartKey ofQuery(ReadTarget target, Item key) {
    checkCount(target, key, INVALID);
    checkOwnKey(target, key);
    return checked(target, key);
  }

  /** A key that a Scan hands back. */
  static StartKey ofScan(ReadTarget target, Item key) {
    if (target.index().isPresent()) {
      return ofQuery(target, key);
    }
    checkCount(target, key, INVALID + ": " + MISMATCH);
    return checked(target, key);
  }

  private static void checkCount(ReadTarget target, Item key, String complaint) {
    if (key.attributes().size() != target.keyNames().size()) {
      throw Failure.validation(complaint).refused();
    }
  }

  /** Checks the attributes of the key that is queried: a table's or an index's. */
  private static void checkOwnKey(ReadTarget target, Item key) {
    target.partitionKey().forEach(attribute -> checkOwnKey(attribute, key));
    target.sortKey().forEach(attribute -> checkOwnKey(attribute, key));
  }

  private static void checkOwnKey(KeyAttribute attribute, Item key) {
    Optional<AttributeValue> value = key.attribute(attribute.name());
    if (value.isEmpty()) {
      throw Failure.validation(INVALID).refused();
    }
    if (!PrimaryKeys.type(value.get()).equals(attribute.type().name())) {
      throw Failure.validation(MISMATCH).refused();
    }
  }

  private static StartKey checked(ReadTarget target, Item key) {
    EncodedKey encoded = EncodedKey.of(tableKey(target, key));
    Bytes position =
        target
            .position(encoded, key)
            .orElseThrow(() -> Failure.validation(INVALID + ": " + MISMATCH).refused());
    return new StartKey(encoded, position);
  }

  private static PrimaryKey tableKey(ReadTarget target, Item key) {
    TreeMap<String, AttributeValue> own = new TreeMap<>();
    for (String name : target.tableKeyNames()) {
      key.attribute(name).ifPresent(value -> own.put(name, value));
    }
    try {
      return PrimaryKeys.ofKey(target.schema(), own);
    } catch (RefusedException refused) {
      throw invalid(refused.failure()).refused();
    }
  }
}
