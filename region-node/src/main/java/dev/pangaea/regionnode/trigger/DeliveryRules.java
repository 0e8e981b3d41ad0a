package dev.pangaea.regionnode.trigger;

import dev.pangaea.regionnode.trigger.filter.FilterCriteria;

/**
 * How a trigger's records are told to its worker.
 *
 * @param batchSize how many records a call has at most
 * @param windowMillis how long a batch is waited for that is not full
 * @param lanes how many calls a shard makes at once; those of an item are in one lane
 * @param retriesMax how often a batch is called again that the worker failed; -1 for as long as it
 *     takes, as it always is while the worker is not reached
 * @param ageSecondsMax how old a record may get; -1 for as old as it will
 * @param bisect whether a batch that the worker failed is called again in halves
 * @param reportsFailures whether the worker's answer says which records failed
 * @param deadLetters whether what is given up is kept on the trigger's dead-letter topic
 * @param timeoutMillis how long a call may take
 */
public record DeliveryRules(
    int batchSize,
    long windowMillis,
    int lanes,
    FilterCriteria filter,
    int retriesMax,
    long ageSecondsMax,
    boolean bisect,
    boolean reportsFailures,
    boolean deadLetters,
    long timeoutMillis) {
  public static final int WITHOUT_END = -1;
  static final int BATCH_SIZE_MAX = 10_000;
  static final int LANES_MAX = 10;
  static final int RETRIES_MAX = 10_000;
  static final long WINDOW_MILLIS_MAX = 300_000;
  static final long AGE_SECONDS_MIN = 60;
  static final long AGE_SECONDS_MAX = 604_800;
  static final long TIMEOUT_MILLIS_MAX = 900_000;

  public static final DeliveryRules DEFAULT =
      new DeliveryRules(
          100, 0, 1, FilterCriteria.ALL, WITHOUT_END, WITHOUT_END, false, false, false, 30_000);

  public DeliveryRules {
    within("batchSize", batchSize, 1, BATCH_SIZE_MAX);
    within("maximumBatchingWindowMillis", windowMillis, 0, WINDOW_MILLIS_MAX);
    within("parallelizationFactor", lanes, 1, LANES_MAX);
    within("maximumRetryAttempts", retriesMax, WITHOUT_END, RETRIES_MAX);
    if (ageSecondsMax != WITHOUT_END) {
      within("maximumRecordAgeInSeconds", ageSecondsMax, AGE_SECONDS_MIN, AGE_SECONDS_MAX);
    }
    within("timeoutMillis", timeoutMillis, 100, TIMEOUT_MILLIS_MAX);
  }

  private static void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is from %d to %d, not %d".formatted(name, min, max, value));
    }
  }
}
