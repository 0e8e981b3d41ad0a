package dev.pangaea.simulator.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where what is shown takes the place of what was there before, if that is a terminal; else lines
 * follow lines. Confined to one thread.
 */
public final class Screen {
  private static final String HOME = "\u001b[H";
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean terminal;
  private final Supplier<Room> room;
  private int statusCharacters;

  public Screen(PrintWriter out) {
    this(out, System.console() != null && System.console().isTerminal(), TerminalRoom::ask);
  }

  Screen(PrintWriter out, boolean terminal, Supplier<Room> room) {
    this.out = out;
    this.terminal = terminal;
    this.room = room;
  }

  public boolean isTerminal() {
    return terminal;
  }

  /** What fits now. */
  public Room room() {
    return terminal ? room.get() : Room.UNBOUNDED;
  }

  /**
   * Shows lines that fit, all of them in the place of all that was there, on a terminal. A row is
   * cleared before it is written: after a line that fills it the cursor is still on its last
   * character.
   */
  public void page(List<String> lines) {
    out.print(HOME);
    lines.forEach(line -> out.println(CLEAR_LINE + line));
    out.print(CLEAR_BELOW);
    out.flush();
  }

  public void line(String line) {
    out.println(line);
    out.flush();
  }

  /** Shows a text, however many rows it takes, in the place of the one before it. */
  public void status(String text) {
    if (!terminal) {
      line(text);
      return;
    }
    int rows = room().rowsOf(statusCharacters);
    String up = rows > 1 ? UP.formatted(rows - 1) : "";
    out.print("\r" + up + CLEAR_BELOW + text);
    out.flush();
    statusCharacters = text.length();
  }
}
