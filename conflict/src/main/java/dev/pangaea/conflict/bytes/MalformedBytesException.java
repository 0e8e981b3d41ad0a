package dev.pangaea.conflict.bytes;

/**
 * The bytes are not what the codec writes: damaged, or of a format that this version does not know.
 */
public final class MalformedBytesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedBytesException(String message) {
    super(message);
  }
}
