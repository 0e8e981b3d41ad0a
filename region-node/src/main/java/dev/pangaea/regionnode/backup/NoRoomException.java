package dev.pangaea.regionnode.backup;

import java.io.IOException;

/** A disk has no room for what is to be written. The message is for whoever asked for it. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;

  NoRoomException(String message) {
    super(message);
  }
}
