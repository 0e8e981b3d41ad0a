package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Some entries of a range, in the order of their positions.
 *
 * @param next the position to go on from; empty at the range's end
 */
public record EntryPage(List<Entry> entries, Optional<Bytes> next) {
  public EntryPage {
    entries = List.copyOf(entries);
  }
}
