package dev.pangaea.simulator.demo;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.http.ConsoleServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The console of a demo: it sees the regions over HTTP, as it sees those of other processes. */
final class DemoConsole {
  private DemoConsole() {}

  /** Nothing, if the demo is to have none. */
  static Optional<ConsoleServer> start(DemoSettings settings, Demo demo, int linkControlPort)
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
    return Optional.of(ConsoleServer.start(demo.vertx(), console, Load.NONE));
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
