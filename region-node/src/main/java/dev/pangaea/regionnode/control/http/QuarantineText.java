package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.control.QuarantineReader;

/** The changes that a region keeps aside, for a person: a line each. */
final class QuarantineText {
  private static final String LINE = "%-16s %-32s %-40s %-40s %-20s  %s%n";

  private QuarantineText() {}

  static String text(QuarantineReader quarantine) {
    StringBuilder text = new StringBuilder();
    text.append(LINE.formatted("REGION", "TABLE", "KEY", "VERSION", "SINCE", "WHY"));
    for (QuarantineReader.Row row : quarantine.read()) {
      text.append(
          LINE.formatted(
              quarantine.region(),
              row.table(),
              key(row.refused().change().key()),
              row.refused().change().version(),
              TombstonesText.time(row.refused().sinceMillis()),
              row.why()));
    }
    return text.toString();
  }

  private static String key(EncodedKey key) {
    try {
      return key.decode().toString().replaceAll("\\p{Cntrl}", "?");
    } catch (MalformedBytesException | IllegalArgumentException unreadable) {
      return key.bytes().toString();
    }
  }
}
