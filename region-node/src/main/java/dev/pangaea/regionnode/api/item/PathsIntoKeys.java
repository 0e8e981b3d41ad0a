package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.stream.Stream;

/** Attributes that are part of a key, of a table or of its indexes, have nothing inside. */
public final class PathsIntoKeys {
  private PathsIntoKeys() {}

  /** Refuses a request that looks into one. */
  public static void refuse(TableView table, List<DocumentPath> paths) {
    for (DocumentPath path : paths) {
      if (!path.steps().isEmpty()) {
        refuse(table, path.attribute());
      }
    }
  }

  private static void refuse(TableView table, String attribute) {
    KeySchema key = table.settings().keySchema();
    if (attribute.equals(key.partitionKey().name())
        || key.sortKey().filter(sort -> attribute.equals(sort.name())).isPresent()) {
      throw refused("Key: " + attribute);
    }
    if (table.settings().indexes().stream()
        .flatMap(PathsIntoKeys::keyAttributes)
        .anyMatch(part -> part.name().equals(attribute))) {
      throw refused("IndexKey: " + attribute);
    }
  }

  private static Stream<KeyAttribute> keyAttributes(IndexSettings index) {
    return Stream.concat(index.partitionKey().stream(), index.sortKey().stream());
  }

  private static RuntimeException refused(String key) {
    return Failure.validation(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: "
                + key)
        .refused();
  }
}
