package dev.pangaea.regionnode.broker;

/** The broker could not start, and says why in one sentence. */
public final class BrokerFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public BrokerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
