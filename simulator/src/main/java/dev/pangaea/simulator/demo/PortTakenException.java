package dev.pangaea.simulator.demo;

import java.io.IOException;

/** A port that the demo wants is in use. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String purpose, int port, IOException cause) {
    super(
        "port "
            + port
            + " ("
            + purpose
            + ") is taken: stop what uses it, or choose another port (see --help)",
        cause);
  }
}
