package dev.pangaea.simulator.main;

import java.io.PrintWriter;
import java.util.List;

/**
 * Where a page takes the place of the one before it, if that is a terminal; else lines follow
 * lines.
 */
final class Screen {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  Screen(PrintWriter out) {
    this.out = out;
  }

  boolean isTerminal() {
    return terminal;
  }

  void page(List<String> lines) {
    if (terminal) {
      out.print(HOME);
    }
    lines.forEach(line -> out.println(terminal ? line + CLEAR_LINE : line));
    if (terminal) {
      out.print(CLEAR_BELOW);
    }
    out.flush();
  }

  void line(String line) {
    out.println(line);
    out.flush();
  }
}
