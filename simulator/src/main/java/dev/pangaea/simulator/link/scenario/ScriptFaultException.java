package dev.pangaea.simulator.link.scenario;

/** A text is no script; the message says where, what was expected there, and what was found. */
public final class ScriptFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScriptFaultException(int line, int column, String expected, String found) {
    super("line %d, column %d: expected %s, found %s".formatted(line, column, expected, found));
  }
}
