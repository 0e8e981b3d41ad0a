package dev.pangaea.simulator.demo;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.http.ConsoleServer;
import dev.pangaea.simulator.workload.console.ConsoleLoad;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The console of a demo: it sees the regions over HTTP, as it sees those of other processes. */
final class DemoConsole implements AutoCloseable {
  private final ConsoleServer server;
  private final ConsoleLoad load;

  private DemoConsole(ConsoleServer server, ConsoleLoad load) {
    this.server = server;
    this.load = load;
  }

  /** Nothing, if the demo is to have none. */
  static Optional<DemoConsole> start(DemoSettings settings, Demo demo, int linkControlPort)
      throws IOException {
    if (settings.consolePort().isEmpty()) {
      return Optional.empty();
    }
    ConsoleSettings console =
        new ConsoleSettings(
            demo.regions().stream().map(DemoConsole::region).toList(),
            Optional.of(uri(linkControlPort)),
            DemoSettings.HOST,
            settings.consolePort().getAsInt());
    ConsoleLoad load = new ConsoleLoad(console.regions(), InstantSource.system());
    try {
      return Optional.of(new DemoConsole(ConsoleServer.start(demo.vertx(), console, load), load));
    } catch (IOException failure) {
      load.close();
      throw new IOException(
          failure.getMessage() + "; --console-port N takes another port, --no-console none",
          failure);
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    load.close();
  }

  private static ConsoleSettings.Region region(DemoRegion region) {
    return new ConsoleSettings.Region(
        region.node().region().value(),
        uri(region.node().apiPort()),
        uri(region.node().controlPort()),
        List.of(uri(region.replicator().httpPort())));
  }

  private static URI uri(int port) {
    return URI.create("http://" + DemoSettings.HOST + ":" + port);
  }
}
