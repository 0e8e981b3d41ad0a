package dev.pangaea.simulator.main;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.http.ConsoleServer;
import dev.pangaea.simulator.workload.console.ConsoleLoad;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code console}: a page in the browser that shows regions, until SIGTERM. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows regions in a browser, with their links to cut. Without options those of the demo",
      "that runs beside it."
    })
public final class ConsoleCommand implements Callable<Integer> {
  private static final String HOST = "http://127.0.0.1:";
  private static final List<Region> DEMO = List.of(demo("us-east-1", 1), demo("eu-west-1", 2));

  @Spec private CommandSpec spec;

  @Option(
      names = "--region",
      paramLabel = ConsoleRegionOption.FORM,
      converter = ConsoleRegionOption.class,
      description = {
        "A region: its API, the control port of its node, its replicators.",
        "Once for each region. Default: those of the demo."
      })
  private List<Region> regions = DEMO;

  @Option(
      names = "--links",
      paramLabel = "URL",
      converter = AddressOption.class,
      description = {
        "The control of the links between them. Default: that of the demo; none if regions are named."
      })
  private Optional<URI> links = Optional.empty();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "The address of this machine to listen on. Whoever reaches it can write to the regions and",
        "cut their links: there are no users. Default: ${DEFAULT-VALUE}."
      })
  private String bind = "";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where it listens; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  /** Reads an address of HTTP. */
  static final class AddressOption implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      return ConsoleRegionOption.address(text);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    ConsoleSettings settings = settings();
    Vertx vertx = Vertx.vertx();
    ConsoleLoad load = new ConsoleLoad(settings.regions(), InstantSource.system());
    try {
      runUntilStopped(vertx, ConsoleServer.start(vertx, settings, load), load);
      return 0;
    } catch (IOException failure) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      spec.commandLine().getErr().println(failure.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private ConsoleSettings settings() {
    boolean demo = regions.equals(DEMO);
    try {
      return new ConsoleSettings(
          regions,
          links.or(() -> demo ? Optional.of(URI.create(HOST + 8474)) : Optional.empty()),
          bind,
          port);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private void runUntilStopped(Vertx vertx, ConsoleServer server, ConsoleLoad load)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          server.close();
          load.close();
          vertx.close().toCompletionStage().toCompletableFuture().join();
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop-console").unstarted(stop));
    String host = bind.contains(":") ? "[" + bind + "]" : bind;
    spec.commandLine().getOut().println("console is ready: http://" + host + ":" + server.port());
    spec.commandLine().getOut().flush();
    stopped.await();
  }

  private static Region demo(String name, int number) {
    return new Region(
        name,
        URI.create(HOST + (8000 + number)),
        URI.create(HOST + (8100 + number)),
        List.of(URI.create(HOST + (8200 + number))));
  }
}
