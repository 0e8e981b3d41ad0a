package dev.pangaea.simulator.history;

/**
 * What was asked for cannot be read, or makes no sense. The message is for the person who asked.
 */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  public UnreadableException(String message) {
    super(message);
  }

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
