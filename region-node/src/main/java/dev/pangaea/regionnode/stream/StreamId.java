package dev.pangaea.regionnode.stream;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One stream of a region.
 *
 * @param table the name of its table
 * @param storeNumber the number that the table has, or had, in the region's store
 * @param sinceMillis when it was asked for
 */
public record StreamId(String table, int storeNumber, long sinceMillis)
    implements Comparable<StreamId> {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** What the stream is called beside its table's name: the two together name no other one. */
  public String label() {
    return label(sinceMillis);
  }

  public static String label(long sinceMillis) {
    return LABEL.format(Instant.ofEpochMilli(sinceMillis));
  }

  /** By their tables' names, then by age. */
  @Override
  public int compareTo(StreamId other) {
    int byTable = table.compareTo(other.table);
    int bySince = Long.compare(sinceMillis, other.sinceMillis);
    return byTable != 0 ? byTable : bySince != 0 ? bySince : storeNumber - other.storeNumber;
  }
}
