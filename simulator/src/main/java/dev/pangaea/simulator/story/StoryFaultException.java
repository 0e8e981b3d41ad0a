package dev.pangaea.simulator.story;

/** A text is no story; the message says where, what was expected there, and what was found. */
public final class StoryFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoryFaultException(int line, int column, String expected, String found) {
    super("line %d, column %d: expected %s, found %s".formatted(line, column, expected, found));
  }
}
