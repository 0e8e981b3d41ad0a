package dev.pangaea.simulator.fault;

import java.util.Locale;
import java.util.Optional;

/**
 * One of the two streams of a connection. {@code UPSTREAM} runs from the client to the server
 * behind the link, {@code DOWNSTREAM} back to the client. A replicator is the client, so changes
 * travel downstream and fetches upstream.
 */
public enum Direction {
  UPSTREAM,
  DOWNSTREAM;

  public Direction opposite() {
    return this == UPSTREAM ? DOWNSTREAM : UPSTREAM;
  }

  /** The name on the wire: {@code upstream} or {@code downstream}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Direction> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "upstream" -> Optional.of(UPSTREAM);
      case "downstream" -> Optional.of(DOWNSTREAM);
      default -> Optional.empty();
    };
  }
}
