package dev.pangaea.regionnode.topic;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.SequenceNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the changes of one partition of a table, over all tables of a name that there ever
 * were in a region: each has a number in the store, which no later one has again.
 *
 * @param sinceMillis of the stream that it is in
 */
public record ChangePosition(int storeNumber, long sinceMillis, StreamPosition position) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,18})/(\\d+)");

  public String text() {
    return storeNumber + "/" + sinceMillis + "/" + SequenceNumber.of(position);
  }

  /** Empty if it is no text of a position. */
  public static Optional<ChangePosition> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(parts.group(1));
    long since = Long.parseLong(parts.group(2));
    return SequenceNumber.parse(parts.group(3))
        .map(position -> new ChangePosition(number, since, position));
  }
}
