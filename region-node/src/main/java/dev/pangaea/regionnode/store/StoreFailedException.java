package dev.pangaea.regionnode.store;

/** The store's medium failed, or holds what it should not: this process must not go on with it. */
public final class StoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
