package dev.pangaea.regionnode.verify;

/** A partition of a table, by the table's name, which is the same in every region. */
public record TablePartition(String table, int partition) {
  @Override
  public String toString() {
    return table + " partition " + partition;
  }
}
