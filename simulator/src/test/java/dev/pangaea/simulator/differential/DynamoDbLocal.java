package dev.pangaea.simulator.differential;

import dev.pangaea.regionnode.broker.ClaimedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** DynamoDB Local in memory, as a process of its own. Fetched on first use. */
final class DynamoDbLocal implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final String QUICK_TO_START = "-Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Process process;
  private final int port;

  private DynamoDbLocal(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static DynamoDbLocal start(Path output) throws IOException, InterruptedException {
    int port = ClaimedPort.next();
    Path root = root();
    ProcessBuilder command =
        new ProcessBuilder(root.resolve(".ci/dynamodb-local").toString(), "" + port)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().put("DYNAMODB_LOCAL_JAVA_OPTS", QUICK_TO_START);
    Process process = command.start();
    DynamoDbLocal local = new DynamoDbLocal(process, port);
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!local.answers()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        process.destroy();
        throw new IOException("DynamoDB Local does not start: " + Files.readString(output));
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    return local;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".ci/dynamodb-local"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException impatient) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
