package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.PathsIntoKeys;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.Projection;
import java.util.List;
import java.util.SortedSet;

/** What of a request can only be checked against the table or index that it reads. */
final class ReadChecks {
  private ReadChecks() {}

  static void ofQuery(ReadTarget target, ReadRequest read) {
    PathsIntoKeys.refuse(target.table(), projected(read));
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
    refuseUnheldFilter(target, read);
    PathsIntoKeys.refuse(target.table(), read.filter().paths());
    refuseSelection(target, read);
  }

  /**
   * A statement may look at keys wherever it likes.
   *
   * @param keyed whether it finds rows by their keys
   */
  static void ofStatement(ReadTarget target, ReadRequest read, boolean keyed) {
    PathsIntoKeys.refuse(target.table(), projected(read));
    PathsIntoKeys.refuse(target.table(), read.filter().paths());
    refuseUnheld(target, read);
    if (keyed) {
      refuseUnheldFilter(target, read);
    }
  }

  private static void refuseUnheldFilter(ReadTarget target, ReadRequest read) {
    List<String> missing =
        read.filter().attributes().stream().filter(name -> !target.holds(name)).toList();
    if (!missing.isEmpty()) {
      throw Failure.invalidParameter(
              "Secondary index %s does not project one or more filter attributes: %s"
                  .formatted(target.index().orElseThrow().name(), missing))
          .refused();
    }
  }

  static void ofScan(ReadTarget target, ReadRequest read) {
    refuseSelection(target, read);
    refuseUnheld(target, read);
    PathsIntoKeys.refuse(target.table(), projected(read));
    PathsIntoKeys.refuse(target.table(), read.filter().paths());
  }

  private static void refuseSelection(ReadTarget target, ReadRequest read) {
    if (read.misfit().isPresent()) {
      throw Failure.validation(read.misfit().get()).refused();
    }
    if (read.select() == Select.ALL_PROJECTED_ATTRIBUTES && target.index().isEmpty()) {
      throw Failure.validation(
              "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName")
          .refused();
    }
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
}
