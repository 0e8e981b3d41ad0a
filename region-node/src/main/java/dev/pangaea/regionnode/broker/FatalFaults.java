package dev.pangaea.regionnode.broker;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a broker gives itself up. Kafka would end the process without a word; one that
 * holds more than the broker must not go down with it.
 */
final class FatalFaults {
  private static final Logger LOGGER = LoggerFactory.getLogger(FatalFaults.class);

  private static volatile Runnable afterwards = () -> {};

  private FatalFaults() {}

  /** From now on a fault ends the broker's own thread, loudly, and nothing else. */
  static void contain() {
    Exit.setExitProcedure(FatalFaults::giveUp);
    Exit.setHaltProcedure(FatalFaults::giveUp);
  }

  static void afterwards(Runnable action) {
    afterwards = action;
  }

  private static void giveUp(int status, String message) {
    BrokerGaveUpError error = new BrokerGaveUpError(status, message);
    LOGGER.error("the embedded Kafka gives up", error);
    afterwards.run();
    throw error;
  }

  static final class BrokerGaveUpError extends Error {
    private static final long serialVersionUID = 1L;

    BrokerGaveUpError(int status, String message) {
      super("Kafka wants to end the process with status " + status + ": " + message);
    }
  }
}
