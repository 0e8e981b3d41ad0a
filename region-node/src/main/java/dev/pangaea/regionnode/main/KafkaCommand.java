package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.broker.BrokerListener;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code kafka}: a region's broker as a process of its own, until SIGTERM. */
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    description = "Runs a region's Kafka: one broker, its data in one folder.")
public final class KafkaCommand implements Callable<Integer> {
  private static final int GAVE_UP = 70;

  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Its data.")
  private Path data;

  @Option(
      names = "--port",
      defaultValue = "9092",
      description = "For the region's own node; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "HOST",
      description = "Where that port listens. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "The name under which the region's node reaches it. Default: as --bind.")
  private String advertise;

  @Option(
      names = "--controller-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "On the loopback address. Default: a free one.")
  private int controllerPort;

  @Option(
      names = "--peer",
      paramLabel = "NAME=HOST:PORT@HOST:PORT",
      converter = PeerOption.class,
      description = {
        "A port for another region's replicators, and the address of the link that leads to it:",
        "they are sent there, so that nobody goes past the link. May be given several times."
      })
  private List<BrokerListener> peers = new ArrayList<>();

  @Option(
      names = "--durable",
      description = "Every record is on the disk before it is confirmed: survives a power cut.")
  private boolean durable;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      CountDownLatch stopped = new CountDownLatch(1);
      AtomicBoolean gaveUp = new AtomicBoolean();
      EmbeddedBroker.onGivingUp(() -> gaveUp.set(true));
      EmbeddedBroker broker = EmbeddedBroker.start(settings());
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("stop-kafka")
                  .unstarted(
                      () -> {
                        broker.close();
                        stopped.countDown();
                      }));
      EmbeddedBroker.onGivingUp(() -> Runtime.getRuntime().halt(GAVE_UP));
      if (gaveUp.get()) {
        Runtime.getRuntime().halt(GAVE_UP);
      }
      out.println("kafka is ready: " + places(broker));
      out.flush();
      stopped.await();
      return 0;
    } catch (BrokerFailedException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private BrokerSettings settings() {
    BrokerListener local = BrokerListener.local(bind, port, advertise == null ? bind : advertise);
    return new BrokerSettings(data, local, peers, controllerPort, durable);
  }

  private static String places(EmbeddedBroker broker) {
    return broker.listeners().stream()
        .map(
            listener ->
                "%s on %s as %s"
                    .formatted(listener.name(), listener.bound(), listener.advertised()))
        .collect(Collectors.joining(", "));
  }
}
