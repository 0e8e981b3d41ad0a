package dev.pangaea.simulator.world;

/**
 * A world that cannot do what it is told, or in which something has broken: its message says what.
 */
public final class ToldWorldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ToldWorldException(String message) {
    super(message);
  }
}
