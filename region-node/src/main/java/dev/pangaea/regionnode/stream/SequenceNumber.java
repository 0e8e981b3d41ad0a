package dev.pangaea.regionnode.stream;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.Optional;

/**
 * Positions as applications see them: decimal numbers of one length, so that they sort as texts and
 * as numbers alike. A leading 1, 19 digits of the log's offset, and six of the place in its record.
 */
public final class SequenceNumber {
  private static final int OFFSET_DIGITS = 19;
  private static final int INDEX_DIGITS = 6;
  private static final int LENGTH = 1 + OFFSET_DIGITS + INDEX_DIGITS;

  private SequenceNumber() {}

  public static String of(StreamPosition position) {
    return "1%019d%06d".formatted(position.offset(), position.index());
  }

  /** Empty if it is no number of a position. */
  public static Optional<StreamPosition> parse(String text) {
    boolean shaped =
        text.length() == LENGTH
            && text.charAt(0) == '1'
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    if (!shaped) {
      return Optional.empty();
    }
    try {
      long offset = Long.parseLong(text.substring(1, 1 + OFFSET_DIGITS));
      return Optional.of(
          new StreamPosition(offset, Integer.parseInt(text.substring(1 + OFFSET_DIGITS))));
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }
}
