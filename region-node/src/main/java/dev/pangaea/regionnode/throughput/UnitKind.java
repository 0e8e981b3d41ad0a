package dev.pangaea.regionnode.throughput;

/** What capacity is for. */
public enum UnitKind {
  READ,
  WRITE
}
