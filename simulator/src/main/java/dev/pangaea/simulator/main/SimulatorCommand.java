package dev.pangaea.simulator.main;

import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkException;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSettings;
import dev.pangaea.simulator.link.LinkSpec;
import dev.pangaea.simulator.link.http.LinkConfig;
import dev.pangaea.simulator.link.http.LinkControl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code simulator}: the links between regions as a process of their own, until
 * SIGTERM.
 */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    description = "Runs the links between regions: proxies that can delay, cut, hold and reset.")
public final class SimulatorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--control",
      defaultValue = "127.0.0.1:8474",
      paramLabel = "HOST:PORT",
      description = {
        "Where the control listens: Toxiproxy's API, and /links and /partitions beside it.",
        "Whoever reaches it controls the links. Default: ${DEFAULT-VALUE}."
      })
  private String control = "";

  @Option(
      names = "--link",
      paramLabel = "NAME=HOST:PORT->HOST:PORT",
      converter = LinkOption.class,
      description = {
        "A link: where it listens, and what it leads to. A name of the form SOURCE-to-TARGET tells",
        "its regions: changes of SOURCE, whose Kafka it leads to, travel to TARGET, whose",
        "replicator connects to it. May be given several times."
      })
  private List<LinkSpec> links = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Further links: a JSON list as in Toxiproxy's own configuration file.")
  private List<Path> configs = new ArrayList<>();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of jitter, slices and toxicity. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--held-bytes-max",
      defaultValue = "4194304",
      paramLabel = "BYTES",
      description = {
        "What one direction of one connection may hold before its sender is slowed down.",
        "Default: ${DEFAULT-VALUE}."
      })
  private long heldBytesMax;

  @Override
  public Integer call() throws InterruptedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    LinkSettings settings =
        new LinkSettings(seed, heldBytesMax, LinkSettings.DEFAULT.connectionsMax());
    Vertx vertx = Vertx.vertx();
    LinkProxy proxy = LinkProxy.start(settings, registry);
    try {
      links.forEach(proxy::open);
      configured().forEach(config -> config.apply(proxy));
      LinkControl server =
          LinkControl.start(vertx, proxy, registry::scrape, Address.parse(control));
      runUntilStopped(vertx, proxy, server);
      return 0;
    } catch (LinkException | IllegalArgumentException | IOException failure) {
      proxy.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
      spec.commandLine().getErr().println(failure.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private void runUntilStopped(Vertx vertx, LinkProxy proxy, LinkControl server)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          server.close();
          proxy.close();
          vertx.close().toCompletionStage().toCompletableFuture().join();
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop-links").unstarted(stop));
    spec.commandLine().getOut().println(ready(proxy, server));
    spec.commandLine().getOut().flush();
    stopped.await();
  }

  private List<LinkConfig> configured() throws IOException {
    List<LinkConfig> read = new ArrayList<>();
    for (Path config : configs) {
      read.add(LinkConfig.parse(Files.readString(config)));
    }
    return read;
  }

  private String ready(LinkProxy proxy, LinkControl server) {
    String host = Address.parse(control).host();
    return proxy.links().stream()
        .map(
            link -> link.spec().name() + " " + link.spec().listen() + "->" + link.spec().upstream())
        .collect(
            Collectors.joining(
                ", ",
                "simulator is ready: control on " + new Address(host, server.port()) + "; ",
                ""));
  }
}
