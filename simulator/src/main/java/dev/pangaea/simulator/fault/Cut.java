package dev.pangaea.simulator.fault;

import java.util.Locale;
import java.util.Optional;

/**
 * Which directions of a link carry nothing: a set of {@link Direction}, so {@code plus} is a union.
 */
public enum Cut {
  NONE,
  UPSTREAM,
  DOWNSTREAM,
  BOTH;

  public boolean covers(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> this == UPSTREAM || this == BOTH;
      case DOWNSTREAM -> this == DOWNSTREAM || this == BOTH;
    };
  }

  public Cut plus(Cut other) {
    return of(
        covers(Direction.UPSTREAM) || other.covers(Direction.UPSTREAM),
        covers(Direction.DOWNSTREAM) || other.covers(Direction.DOWNSTREAM));
  }

  public Cut minus(Cut other) {
    return of(
        covers(Direction.UPSTREAM) && !other.covers(Direction.UPSTREAM),
        covers(Direction.DOWNSTREAM) && !other.covers(Direction.DOWNSTREAM));
  }

  public static Cut of(Direction direction) {
    return of(direction == Direction.UPSTREAM, direction == Direction.DOWNSTREAM);
  }

  /** The name on the wire, {@code none}, {@code upstream}, {@code downstream} or {@code both}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Cut> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> Optional.of(NONE);
      case "upstream" -> Optional.of(UPSTREAM);
      case "downstream" -> Optional.of(DOWNSTREAM);
      case "both" -> Optional.of(BOTH);
      default -> Optional.empty();
    };
  }

  private static Cut of(boolean upstream, boolean downstream) {
    if (upstream) {
      return downstream ? BOTH : UPSTREAM;
    }
    return downstream ? DOWNSTREAM : NONE;
  }
}
