package dev.pangaea.conflict.change;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import java.util.List;
import java.util.Optional;

/**
 * Writes of one region that happen together or not at all: decided, but without versions, which
 * each partition draws when it takes part.
 *
 * @param parts one for each partition that something changes in; empty where nothing changes
 */
public record Transaction(Optional<ClientToken> token, List<Part> parts) {
  public Transaction {
    parts = List.copyOf(parts);
  }

  /**
   * What a transaction leaves in one partition.
   *
   * @param table the table's number in the region's store
   */
  public record Part(int table, int partition, List<Write> writes) {
    public Part {
      writes = List.copyOf(writes);
    }
  }

  /**
   * What is at a key since then.
   *
   * @param stamps which writes it comes from; this one, if it is named, as {@link Stamps#UNDRAWN}
   */
  public record Write(EncodedKey key, Content content, Stamps stamps) {
    /** A write of the whole item. */
    public Write(EncodedKey key, Content content) {
      this(key, content, Stamps.NONE);
    }
  }
}
