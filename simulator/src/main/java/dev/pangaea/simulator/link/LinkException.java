package dev.pangaea.simulator.link;

/** A wish about links that cannot be fulfilled; nothing has changed but what the message says. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kept the wish from being fulfilled. */
  public enum Reason {
    NO_SUCH_LINK,
    LINK_EXISTS,
    NO_SUCH_TOXIC,
    TOXIC_EXISTS,
    CANNOT_LISTEN,
    CLOSED
  }

  private final Reason reason;

  public LinkException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public LinkException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
