package dev.pangaea.regionnode.backup;

import java.util.Optional;

/**
 * An export of a table as it was at an instant.
 *
 * @param atMillis the instant
 * @param endMillis when it was done, or failed
 * @param items how many are in it by now, and {@code bytes} of how many bytes
 */
public record Export(
    String id,
    Source source,
    Request request,
    long startMillis,
    long atMillis,
    Status status,
    Optional<Long> endMillis,
    long items,
    long bytes,
    Optional<FailureReason> failure) {
  /** By DynamoDB's names. */
  public enum Status {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /** The table that it is of. */
  public record Source(String table, String tableId) {}

  /**
   * What was asked for.
   *
   * @param atMillis empty for the latest instant
   */
  public record Request(
      String bucket,
      Optional<String> prefix,
      Optional<String> bucketOwner,
      Optional<Long> atMillis,
      Optional<String> token) {}

  /** Why it failed. */
  public record FailureReason(String code, String message) {}

  Export progressed(long nowItems, long nowBytes) {
    return new Export(
        id, source, request, startMillis, atMillis, status, endMillis, nowItems, nowBytes, failure);
  }

  Export ended(Status next, long nowMillis, Optional<FailureReason> why) {
    return new Export(
        id,
        source,
        request,
        startMillis,
        atMillis,
        next,
        Optional.of(nowMillis),
        items,
        bytes,
        why);
  }

  /** Where it is in its bucket. */
  public String key() {
    String below = request.prefix().map(prefix -> prefix.replaceFirst("/*$", "") + "/").orElse("");
    return below + "AWSDynamoDB/" + id;
  }

  public String manifestKey() {
    return key() + "/manifest-summary.json";
  }
}
