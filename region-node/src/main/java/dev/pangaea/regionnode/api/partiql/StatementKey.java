package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.read.StatementKeys;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Conjuncts;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The one item that a WHERE names by its whole key, and what else it says of it.
 *
 * @param rest to be true of the item
 */
record StatementKey(Item key, Condition rest) {
  private static final String INCOMPLETE =
      "Where clause does not contain a mandatory equality on all key attributes";

  /** Of a statement that must name an item. */
  static StatementKey of(TableView table, Optional<Condition> where) {
    return find(table, where).orElseThrow(StatementKey::incomplete);
  }

  static RefusedException incomplete() {
    return Failure.validation(INCOMPLETE).refused();
  }

  /** Empty where it does not name one. */
  static Optional<StatementKey> find(TableView table, Optional<Condition> where) {
    List<Condition> conjuncts = where.map(Conjuncts::of).orElseGet(ArrayList::new);
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    for (KeyAttribute attribute : attributes(table)) {
      for (Condition conjunct : List.copyOf(conjuncts)) {
        Optional<AttributeValue> value = Conjuncts.equal(conjunct, attribute.name());
        if (value.isPresent()) {
          add(attribute, value.get(), key);
          conjuncts.remove(conjunct);
        }
      }
      if (!key.containsKey(attribute.name())) {
        return Optional.empty();
      }
    }
    return Optional.of(new StatementKey(Item.of(key), Conjuncts.all(conjuncts)));
  }

  private static void add(
      KeyAttribute attribute, AttributeValue value, TreeMap<String, AttributeValue> key) {
    StatementKeys.check(attribute, value);
    AttributeValue other = key.put(attribute.name(), value);
    if (other != null && !other.equals(value)) {
      throw Failure.validation(
              "Multiple conditions on same key %s. Only single item Update/Insert/Delete are"
                      .formatted(attribute.name())
                  + " supported")
          .refused();
    }
  }

  static List<KeyAttribute> attributes(TableView table) {
    KeySchema schema = table.settings().keySchema();
    return Stream.concat(Stream.of(schema.partitionKey()), schema.sortKey().stream()).toList();
  }
}
