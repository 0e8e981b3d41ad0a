package dev.pangaea.dashboards.console.json;

/** What was sent is not of the form that was agreed on. The message is for a person. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
