package dev.pangaea.regionnode.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and its controller, running in this process. Several may. Blocks while it starts
 * and stops, a second or so each.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final BrokerSettings settings;
  private final RaftServer server;

  private EmbeddedBroker(BrokerSettings settings, RaftServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Starts a broker on its folder; formats the folder when it is new. */
  public static EmbeddedBroker start(BrokerSettings wanted) throws BrokerFailedException {
    return start(wanted, new HeldPorts());
  }

  /**
   * The same on ports of which some are held already.
   *
   * @param ports let go of when it fails
   */
  public static EmbeddedBroker start(BrokerSettings wanted, HeldPorts ports)
      throws BrokerFailedException {
    FatalFaults.contain();
    try (ports) {
      return startOn(Ports.decide(wanted, ports), ports);
    }
  }

  private static EmbeddedBroker startOn(BrokerSettings settings, HeldPorts ports)
      throws BrokerFailedException {
    try {
      format(settings.folder());
      return new EmbeddedBroker(settings, startServer(settings, ports));
    } catch (Exception | FatalFaults.BrokerGaveUpError failure) {
      throw new BrokerFailedException(
          "Kafka cannot start on %s: %s".formatted(settings.folder(), reason(failure)), failure);
    }
  }

  /**
   * What is done once a broker of this process has given itself up, as when its disk fails. Without
   * it the process goes on without that broker.
   */
  public static void onGivingUp(Runnable action) {
    FatalFaults.afterwards(action);
  }

  /** Where the region's own processes find it, as {@code host:port}. */
  public String bootstrap() {
    return settings.local().advertised();
  }

  /** The listeners with the ports that they were given, the local one first. */
  public List<BrokerListener> listeners() {
    return settings.listeners();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static RaftServer startServer(BrokerSettings settings, HeldPorts ports) {
    RaftServer server = new RaftServer(settings, ports);
    try {
      server.start();
      return server;
    } catch (RuntimeException | Error failure) {
      server.stop();
      throw failure;
    }
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(folder);
    checkUnused(folder);
    try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setNodeId(Integer.parseInt(BrokerProperties.NODE_ID))
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setPrintStream(silent)
          .run();
    }
  }

  private static void checkUnused(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      if (files.anyMatch(file -> Files.isDirectory(file))) {
        throw new IOException("the folder holds other data.");
      }
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
