package dev.pangaea.regionnode.api.failure;

/**
 * A request is refused, from however deep in its decoding or checking. Nothing has changed by it.
 * Carries no stack trace: bad input is no news.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public RefusedException(Failure failure) {
    super(failure.kind().wireName(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
