package dev.pangaea.simulator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String CLEAR_BELOW = "\u001b[J";

  private final StringWriter out = new StringWriter();

  @Test
  void aStatusOfSeveralRowsTakesThePlaceOfTheOneBefore() {
    Screen screen = new Screen(new PrintWriter(out), true, () -> new Room(10, 4));

    screen.status("x".repeat(25));
    screen.status("y".repeat(10));
    screen.status("z");

    assertThat(out.toString())
        .isEqualTo(
            "\r%s%s\r\u001b[2A%s%s\r%sz"
                .formatted(CLEAR_BELOW, "x".repeat(25), CLEAR_BELOW, "y".repeat(10), CLEAR_BELOW));
  }

  @Test
  void aStatusThatTakesMoreRowsSinceTheWindowIsNarrowerIsReplacedWhole() {
    AtomicReference<Room> room = new AtomicReference<>(new Room(10, 9));
    Screen screen = new Screen(new PrintWriter(out), true, room::get);

    screen.status("x".repeat(25));
    room.set(new Room(5, 9));
    screen.status("z");

    assertThat(out.toString())
        .isEqualTo("\r%s%s\r\u001b[4A%sz".formatted(CLEAR_BELOW, "x".repeat(25), CLEAR_BELOW));
  }

  @Test
  void aRowIsClearedBeforeALineThatMayFillItIsWritten() {
    Screen screen = new Screen(new PrintWriter(out), true, () -> new Room(10, 4));

    screen.page(List.of("x".repeat(10), "y"));

    assertThat(out.toString())
        .isEqualTo("\u001b[H\u001b[K%s%n\u001b[Ky%n%s".formatted("x".repeat(10), CLEAR_BELOW));
  }

  @Test
  void inAFileLinesFollowLinesAndNothingIsLeftOut() {
    Screen screen = new Screen(new PrintWriter(out), false, () -> new Room(10, 4));

    screen.status("x".repeat(25));

    assertThat(out.toString()).isEqualTo("x".repeat(25) + System.lineSeparator());
    assertThat(screen.room()).isEqualTo(Room.UNBOUNDED);
  }

  @Test
  void aTerminalThatDoesNotSayItsSizeHasRoomForAll() {
    assertThat(TerminalRoom.read("24 80\n")).isEqualTo(new Room(80, 24));
    assertThat(TerminalRoom.read("0 0\n")).isEqualTo(Room.UNBOUNDED);
    assertThat(TerminalRoom.read("")).isEqualTo(Room.UNBOUNDED);
  }
}
