package dev.pangaea.simulator.demo;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSettings;
import dev.pangaea.simulator.link.http.LinkControl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The demo when it is up: its regions, the control of their links, and the global table. */
public final class RunningDemo implements AutoCloseable {
  private final DemoSettings settings;
  private final Demo demo;
  private final LinkControl control;
  private final Optional<DemoConsole> console;
  private final double startSeconds;

  private RunningDemo(
      DemoSettings settings,
      Demo demo,
      LinkControl control,
      Optional<DemoConsole> console,
      double startSeconds) {
    this.settings = settings;
    this.demo = demo;
    this.control = control;
    this.console = console;
    this.startSeconds = startSeconds;
  }

  /**
   * Starts it all, and waits until the table is in every region. Nothing is left running when it
   * fails, or is told to stop before: then there is no demo.
   *
   * @param told when it is to stop
   * @param onFailure told when a region cannot go on
   */
  public static Optional<RunningDemo> start(
      DemoSettings settings, CountDownLatch told, Consumer<Throwable> onFailure)
      throws IOException, BrokerFailedException, InterruptedException {
    long started = System.nanoTime();
    EmbeddedBroker.onGivingUp(
        () -> onFailure.accept(new IllegalStateException("Kafka has given itself up")));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Demo demo = Demo.start(settings, LinkProxy.start(LinkSettings.DEFAULT, registry), onFailure);
    try {
      LinkControl control =
          LinkControl.start(
              demo.vertx(),
              demo.links(),
              registry::scrape,
              Address.loopback(settings.linkControlPort()));
      try {
        if (settings.table().isEmpty() || makeTable(settings.table(), demo, told)) {
          Optional<DemoConsole> console = DemoConsole.start(settings, demo, control.port());
          double seconds = (System.nanoTime() - started) / 1e9;
          return Optional.of(new RunningDemo(settings, demo, control, console, seconds));
        }
      } catch (Throwable failure) {
        control.close();
        throw failure;
      }
      control.close();
    } catch (Throwable failure) {
      demo.close();
      throw failure;
    }
    demo.close();
    return Optional.empty();
  }

  public Demo demo() {
    return demo;
  }

  public int linkControlPort() {
    return control.port();
  }

  /** Empty if there is no console. */
  public OptionalInt consolePort() {
    return console.stream().mapToInt(DemoConsole::port).findAny();
  }

  /** Where things are, and lines to paste. */
  public String welcome() {
    return Welcome.text(settings, demo, control.port(), consolePort(), startSeconds);
  }

  @Override
  public void close() {
    console.ifPresent(DemoConsole::close);
    control.close();
    demo.close();
  }

  private static boolean makeTable(String table, Demo demo, CountDownLatch told)
      throws IOException, InterruptedException {
    int port = demo.regions().getFirst().node().apiPort();
    return GlobalTable.make(
        table,
        "pk",
        URI.create("http://" + DemoSettings.HOST + ":" + port + "/"),
        demo.regions().stream().map(region -> region.node().region().value()).toList(),
        told);
  }
}
