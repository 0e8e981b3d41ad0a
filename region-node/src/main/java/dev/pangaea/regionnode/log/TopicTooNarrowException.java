package dev.pangaea.regionnode.log;

/**
 * A topic takes no record of that size, and nothing of the batch is there. It will be so until
 * somebody has the topic take larger ones.
 */
public final class TopicTooNarrowException extends Exception {
  private static final long serialVersionUID = 1L;

  public TopicTooNarrowException(String message, Throwable cause) {
    super(message, cause);
  }
}
