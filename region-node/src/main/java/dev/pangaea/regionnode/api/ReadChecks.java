package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** What of a request can only be checked against the table or index that it reads. */
final class ReadChecks {
  private ReadChecks() {}

  static void ofQuery(ReadTarget target, ReadRequest read) {
    refusePathsIntoKeys(target, projected(read));
    SortedSet<String> looked = read.filter().attributes();
    for (String name : target.ownKeyNames()) {
      if (looked.contains(name)) {
        throw Failure.validation(
                "%s can only contain non-primary key attributes: Primary key attribute: %s"
                    .formatted(read.filterName(), name))
            .refused();
      }
    }
    refuseUnheld(target, read);
    List<String> missing = looked.stream().filter(name -> !target.holds(name)).toList();
    if (!missing.isEmpty()) {
      throw Failure.invalidParameter(
              "Secondary index %s does not project one or more filter attributes: %s"
                  .formatted(target.index().orElseThrow().name(), missing))
          .refused();
    }
    refusePathsIntoKeys(target, read.filter().paths());
  }

  static void ofScan(ReadTarget target, ReadRequest read) {
    refuseUnheld(target, read);
    refusePathsIntoKeys(target, projected(read));
    refusePathsIntoKeys(target, read.filter().paths());
  }

  /** A global index gives what it holds: nothing is fetched from the table. */
  private static void refuseUnheld(ReadTarget target, ReadRequest read) {
    if (!target.isGlobal()) {
      return;
    }
    String name = target.index().orElseThrow().name();
    if (read.select() == Select.ALL_ATTRIBUTES && !target.holdsAll()) {
      throw Failure.invalidParameter(
              "Select type ALL_ATTRIBUTES is not supported for global secondary index "
                  + name
                  + " because its projection type is not ALL")
          .refused();
    }
    List<String> missing =
        read.projection().stream()
            .flatMap(projection -> projection.attributes().stream())
            .filter(attribute -> !target.holds(attribute))
            .toList();
    if (!missing.isEmpty()) {
      throw Failure.invalidParameter(
              "Global secondary index %s does not project %s".formatted(name, missing))
          .refused();
    }
  }

  private static List<DocumentPath> projected(ReadRequest read) {
    return read.projection().map(Projection::paths).orElse(List.of());
  }

  private static void refusePathsIntoKeys(ReadTarget target, List<DocumentPath> paths) {
    for (DocumentPath path : paths) {
      if (!path.steps().isEmpty()) {
        String attribute = path.attribute();
        if (target.tableKeyNames().contains(attribute)) {
          throw pathIntoKey("Key: " + attribute);
        }
        if (target.table().settings().indexes().stream()
            .flatMap(ReadChecks::keyAttributes)
            .anyMatch(key -> key.name().equals(attribute))) {
          throw pathIntoKey("IndexKey: " + attribute);
        }
      }
    }
  }

  private static Stream<KeyAttribute> keyAttributes(IndexSettings index) {
    return Stream.concat(index.partitionKey().stream(), index.sortKey().stream());
  }

  private static RuntimeException pathIntoKey(String key) {
    return Failure.validation(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: "
                + key)
        .refused();
  }
}
