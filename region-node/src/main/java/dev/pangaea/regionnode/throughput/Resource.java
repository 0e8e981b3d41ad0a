package dev.pangaea.regionnode.throughput;

import java.util.Optional;

/**
 * What has a capacity of its own.
 *
 * @param index a global index; empty for the table, with its local indexes
 */
public record Resource(Optional<String> index, UnitKind kind) {
  public static final Resource TABLE_READ = new Resource(Optional.empty(), UnitKind.READ);
  public static final Resource TABLE_WRITE = new Resource(Optional.empty(), UnitKind.WRITE);

  static Resource of(String index, UnitKind kind) {
    return new Resource(Optional.of(index), kind);
  }
}
