package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.table.TableSettings;
import java.util.Optional;

/**
 * An import of files into a new table.
 *
 * @param items how many were met, and {@code bytes} of how many bytes
 * @param imported how many of them were put, and {@code errors} how many cannot be items
 */
public record Import(
    String id,
    Target target,
    Request request,
    long startMillis,
    Export.Status status,
    Optional<Long> endMillis,
    long items,
    long bytes,
    long imported,
    long errors,
    Optional<Export.FailureReason> failure) {
  /** The table that is made. */
  public record Target(String table, String tableId, TableSettings settings) {}

  /** What was asked for. */
  public record Request(
      String bucket,
      Optional<String> prefix,
      Optional<String> bucketOwner,
      boolean zipped,
      Optional<String> token) {}

  Import into(String tableId) {
    return new Import(
        id,
        new Target(target.table(), tableId, target.settings()),
        request,
        startMillis,
        status,
        endMillis,
        items,
        bytes,
        imported,
        errors,
        failure);
  }

  Import progressed(long nowItems, long nowBytes, long nowImported) {
    return new Import(
        id,
        target,
        request,
        startMillis,
        status,
        endMillis,
        nowItems,
        nowBytes,
        nowImported,
        nowItems - nowImported,
        failure);
  }

  Import ended(Export.Status next, long nowMillis, Optional<Export.FailureReason> why) {
    return new Import(
        id,
        target,
        request,
        startMillis,
        next,
        Optional.of(nowMillis),
        items,
        bytes,
        imported,
        errors,
        why);
  }
}
