package dev.pangaea.simulator.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The room of this process's terminal, as {@code stty} tells it. */
final class TerminalRoom {
  private static final File TERMINAL = new File("/dev/tty");
  private static final long PATIENCE_MILLIS = 500;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

  private TerminalRoom() {}

  /** Unbounded where it cannot be told. */
  static Room ask() {
    if (!TERMINAL.canRead()) {
      return Room.UNBOUNDED;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return Room.UNBOUNDED;
      }
      return read(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException noSuchCommand) {
      return Room.UNBOUNDED;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Room.UNBOUNDED;
    }
  }

  /** Rows and columns; a terminal that has none has not said. */
  static Room read(String size) {
    Matcher both = SIZE.matcher(size);
    if (!both.matches()) {
      return Room.UNBOUNDED;
    }
    int rows = Integer.parseInt(both.group(1));
    int columns = Integer.parseInt(both.group(2));
    return rows > 0 && columns > 0 ? new Room(columns, rows) : Room.UNBOUNDED;
  }
}
