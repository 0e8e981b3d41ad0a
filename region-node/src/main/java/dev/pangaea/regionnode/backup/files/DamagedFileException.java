package dev.pangaea.regionnode.backup.files;

import java.io.IOException;

/** A file is not what was written. What it holds is not to be used; reading again is no use. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }
}
