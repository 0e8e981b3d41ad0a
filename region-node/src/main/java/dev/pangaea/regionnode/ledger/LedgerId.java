package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.regionnode.store.PartitionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a conflict within its region, for ever: as text it begins with the time of the decision, so
 * that a table's conflicts lie in that order, and those of a partition in the order of its log.
 *
 * @param partition where the conflict was decided
 */
public record LedgerId(PartitionId partition, ConflictAt at) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern TEXT =
      Pattern.compile("([^Z]{23}Z)-(\\d{1,10})-(\\d{1,10})-(\\d{1,19})-(\\d{1,10})");

  /** Time, table, partition, offset and index, as {@code 2026-11-21T19:05:00.123Z-00001-002-…}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s-%05d-%03d-%012d-%04d",
        time(at.decidedMillis()),
        partition.table(),
        partition.partition(),
        at.offset(),
        at.index());
  }

  /** Empty if the text names no conflict that there could be. */
  public static Optional<LedgerId> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      long decidedMillis = TIME.parse(parts.group(1), Instant::from).toEpochMilli();
      PartitionId partition =
          new PartitionId(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
      long offset = Long.parseLong(parts.group(4));
      int index = Integer.parseInt(parts.group(5));
      LedgerId id = new LedgerId(partition, new ConflictAt(decidedMillis, offset, index));
      return id.text().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (DateTimeParseException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** A moment as the ledger writes it. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }
}
