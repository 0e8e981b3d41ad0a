package dev.pangaea.replicator.consume.kafka;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a narrow link from a cut one, and how large fetches are to be. It is told again and again
 * how many bytes have come and how many fetches were answered; what it wants is a reader begun
 * anew, at the same places, with fetches of the size that it says.
 *
 * <pre>
 *       bytes keep coming, yet no answer in its time, and a new connection: to one that suits
 *          ┌──────────────────────────────────────────────────────────────────────────────┐
 *          │                                                                              ▼
 *        LARGE ◄────── MEDIUM ◄────── SMALL ◄────── LEAST   each again, after a silence at it
 *                one step after full answers, at a speed at which the larger one suits
 * </pre>
 *
 * A cut link brings nothing, so at {@link FetchSize#LARGE} nothing follows from a silence: Kafka's
 * own timeout gets over it. The other sizes have longer ones, which are meant for answers that keep
 * coming, and a silence of {@link #SILENCE_NANOS} ends the wait. A size that was given up is not
 * returned to at less than twice the speed, however small the answers look meanwhile.
 *
 * <p>Pure, and confined to one thread. Time in which nobody looked does not count as time in which
 * nothing came.
 */
final class FetchSizing {
  /** A silence as long as this is not one between two packets of a narrow link. */
  static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  /** As long as Kafka's own timeout with large fetches. */
  static final long SILENCE_NANOS = FetchSize.LARGE.timeout().toNanos();

  /** Questions other than fetches bring less than this in the time. */
  static final long BYTES_MIN = 16 << 10;

  private static final long LOOK_NANOS_MAX = Duration.ofSeconds(1).toNanos();
  private static final int GOOD_ANSWERS_BEFORE_LARGER = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<FetchSize, Double> givenUpAt = new EnumMap<>(FetchSize.class);
  private FetchSize size = FetchSize.LARGE;
  private Heard last = Heard.NOTHING;
  private long lookedNanos;
  private long answeredNanos;
  private Heard answered = last;
  private long comingNanos;
  private long comingBytes;
  private long openedBefore;
  private long silentNanos;
  private long goodAnswers;

  FetchSizing(long nowNanos) {
    begin(FetchSize.LARGE, nowNanos, Heard.NOTHING);
  }

  /**
   * What a consumer has heard since it was opened.
   *
   * @param bytes of all that came, be it of answers that never became whole
   * @param answers how many fetches were answered, be it that there is nothing new
   * @param opened how many connections were made: one more whenever an answer was given up
   */
  record Heard(long bytes, long answers, long opened) {
    static final Heard NOTHING = new Heard(0, 0, 0);
  }

  FetchSize size() {
    return size;
  }

  /** Reading begins, or goes on, with fetches of this size. */
  void begin(FetchSize with, long nowNanos, Heard sofar) {
    size = with;
    last = sofar;
    answered = sofar;
    lookedNanos = nowNanos;
    answeredNanos = nowNanos;
    goodAnswers = 0;
    forget();
  }

  /**
   * @param fetching whether there is a partition of which entries are wanted: else no answer is
   *     awaited
   * @return the size of fetches with which to begin anew; empty if it is to go on as it does
   */
  Optional<FetchSize> look(long nowNanos, Heard heard, boolean fetching) {
    long passed = Math.min(nowNanos - lookedNanos, LOOK_NANOS_MAX);
    long bytes = heard.bytes() - last.bytes();
    boolean isAnswered = heard.answers() > last.answers();
    if (comingNanos < PAUSE_NANOS) {
      openedBefore = heard.opened();
    }
    lookedNanos = nowNanos;
    last = heard;
    if (isAnswered) {
      forget();
      return larger(nowNanos);
    }
    if (!fetching) {
      forget();
      return Optional.empty();
    }
    if (bytes > 0) {
      comingNanos = comingBytes == 0 ? passed : comingNanos + silentNanos + passed;
      comingBytes += bytes;
      silentNanos = 0;
      return smaller();
    }
    return silent(passed);
  }

  private void forget() {
    comingNanos = 0;
    comingBytes = 0;
    silentNanos = 0;
  }

  private Optional<FetchSize> smaller() {
    boolean givenUp = last.opened() > openedBefore && comingNanos > size.timeout().toNanos();
    if (!givenUp || comingBytes < BYTES_MIN) {
      return Optional.empty();
    }
    double bytesPerSecond = comingBytes * NANOS_PER_SECOND / comingNanos;
    FetchSize smaller = size.smallerFor(bytesPerSecond);
    for (FetchSize given : FetchSize.values()) {
      if (given.compareTo(smaller) < 0) {
        givenUpAt.put(given, bytesPerSecond);
      }
    }
    return smaller == size ? Optional.empty() : Optional.of(smaller);
  }

  private Optional<FetchSize> silent(long passed) {
    silentNanos += passed;
    if (silentNanos >= PAUSE_NANOS) {
      comingNanos = 0;
      comingBytes = 0;
    }
    return size != FetchSize.LARGE && silentNanos >= SILENCE_NANOS
        ? Optional.of(size)
        : Optional.empty();
  }

  /** From answers as large as they may be: smaller ones tell nothing of the link. */
  private Optional<FetchSize> larger(long nowNanos) {
    long bytes = last.bytes() - answered.bytes();
    long answers = last.answers() - answered.answers();
    double bytesPerSecond = bytes * NANOS_PER_SECOND / Math.max(1, nowNanos - answeredNanos);
    answered = last;
    answeredNanos = nowNanos;
    Optional<FetchSize> larger = size.larger();
    if (larger.isEmpty() || bytes < answers * size.bytesMax() / 2) {
      return Optional.empty();
    }
    goodAnswers = isGood(larger.get(), bytesPerSecond) ? goodAnswers + answers : 0;
    return goodAnswers < GOOD_ANSWERS_BEFORE_LARGER ? Optional.empty() : larger;
  }

  private boolean isGood(FetchSize larger, double bytesPerSecond) {
    return larger.suits(bytesPerSecond)
        && bytesPerSecond >= 2 * givenUpAt.getOrDefault(larger, 0.0);
  }
}
