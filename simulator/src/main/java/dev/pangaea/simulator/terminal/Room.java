package dev.pangaea.simulator.terminal;

/** How much fits on a terminal. */
public record Room(int columns, int rows) {
  /** Where nobody says how much does. */
  public static final Room UNBOUNDED = new Room(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** How many rows a text of so many characters takes, which begins at the left. */
  int rowsOf(int characters) {
    return Math.max(1, Math.ceilDiv(characters, columns));
  }
}
