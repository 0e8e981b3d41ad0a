package dev.pangaea.regionnode.scaling;

import java.util.Comparator;
import java.util.Optional;

/**
 * A capacity that can be scaled.
 *
 * @param index a global index; empty for the table
 */
public record Scalable(Optional<String> index, Kind kind) implements Comparable<Scalable> {
  private static final Comparator<Scalable> ORDER =
      Comparator.comparing((Scalable each) -> each.index.orElse("")).thenComparing(Scalable::kind);

  public static final Scalable TABLE_READ = new Scalable(Optional.empty(), Kind.READ);
  public static final Scalable TABLE_WRITE = new Scalable(Optional.empty(), Kind.WRITE);

  /** What the capacity is for. */
  public enum Kind {
    READ,
    WRITE
  }

  public static Scalable of(String index, Kind kind) {
    return new Scalable(Optional.of(index), kind);
  }

  public boolean isRead() {
    return kind == Kind.READ;
  }

  @Override
  public int compareTo(Scalable other) {
    return ORDER.compare(this, other);
  }
}
