package dev.pangaea.regionnode.leader;

/** Something that can never be, is. The partition stops, loudly; nobody catches this to go on. */
final class BrokenInvariantException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenInvariantException(String message) {
    super(message);
  }
}
