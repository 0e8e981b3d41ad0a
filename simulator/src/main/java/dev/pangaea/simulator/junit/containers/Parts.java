package dev.pangaea.simulator.junit.containers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.junit.running.RegionPlace;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * The containers of all regions, in one network. A replicator knows of another region's Kafka only
 * the address of the link to it, and is sent to no other.
 */
final class Parts implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final int KAFKA_PORT = 9092;

  /** For the test, which reads logs: what this port advertises is reached from outside. */
  private static final int TEST_PORT = 9199;

  private static final int API_PORT = 8000;
  private static final int NODE_PORT = 8100;
  private static final int REPLICATOR_PORT = 8200;

  private final LinkPlan plan;
  private final DockerImageName image;
  private final String host = DockerClientFactory.instance().dockerHostIpAddress();
  private final Network network = Network.newNetwork();
  private final GenericContainer<?> links;
  private final List<Region> regions = new ArrayList<>();

  private record Region(
      String name,
      GenericContainer<?> kafka,
      String bootstrap,
      GenericContainer<?> node,
      GenericContainer<?> replicator) {}

  Parts(LinkPlan plan, String image) {
    this.plan = plan;
    this.image = DockerImageName.parse(image);
    this.links = links();
    plan.regions().forEach(name -> regions.add(region(name)));
  }

  /** Each kind of part once those that it needs are ready. */
  void start() {
    Startables.deepStart(
            Stream.concat(Stream.of(links), regions.stream().map(Region::kafka)).toList())
        .join();
    Startables.deepStart(regions.stream().map(Region::node)).join();
    Startables.deepStart(regions.stream().map(Region::replicator)).join();
  }

  List<RegionPlace> places() {
    return regions.stream()
        .map(
            region ->
                new RegionPlace(
                    region.name(),
                    at(region.node(), API_PORT),
                    at(region.node(), NODE_PORT),
                    region.bootstrap()))
        .toList();
  }

  URI linkControl() {
    return at(links, LinkPlan.CONTROL_PORT);
  }

  List<GenericContainer<?>> all() {
    List<GenericContainer<?>> all = new ArrayList<>(List.of(links));
    for (Region region : regions) {
      all.addAll(List.of(region.kafka(), region.node(), region.replicator()));
    }
    return all;
  }

  @Override
  public void close() {
    all().reversed().forEach(GenericContainer::stop);
    network.close();
  }

  private URI at(GenericContainer<?> part, int port) {
    return URI.create("http://" + host + ":" + part.getMappedPort(port) + "/");
  }

  private GenericContainer<?> links() {
    List<String> command = words("simulator", "--control", "0.0.0.0:" + LinkPlan.CONTROL_PORT);
    for (LinkPlan.Way way : plan.ways()) {
      command.add("--link");
      command.add(
          "%s=0.0.0.0:%d->kafka-%s:%d"
              .formatted(way.name(), way.port(), way.source(), way.listener()));
    }
    return part(LinkPlan.HOST, command, answers("/links", LinkPlan.CONTROL_PORT))
        .withExposedPorts(LinkPlan.CONTROL_PORT);
  }

  private Region region(String name) {
    int outside = ClaimedPort.next();
    return new Region(
        name, kafka(name, outside), host + ":" + outside, node(name), replicator(name));
  }

  private GenericContainer<?> kafka(String name, int outside) {
    List<String> command = words("kafka", "--data", "/data", "--bind", "0.0.0.0");
    command.addAll(List.of("--port", "" + KAFKA_PORT, "--advertise", "kafka-" + name));
    for (LinkPlan.Way way : plan.from(name)) {
      command.add("--peer");
      command.add("%s=0.0.0.0:%d@%s".formatted(way.target(), way.listener(), way.address()));
    }
    command.add("--peer");
    command.add("test=0.0.0.0:%d@%s:%d".formatted(TEST_PORT, host, outside));
    PortBinding binding =
        new PortBinding(Ports.Binding.bindPort(outside), new ExposedPort(TEST_PORT));
    return part("kafka-" + name, command, Wait.forLogMessage(".*kafka is ready.*\\n", 1))
        .withExposedPorts(TEST_PORT)
        .withCreateContainerCmdModifier(create -> create.getHostConfig().withPortBindings(binding));
  }

  private GenericContainer<?> node(String name) {
    List<String> command = words("node", "--region", name, "--kafka", "kafka-" + name + ":9092");
    command.addAll(List.of("--data", "/data", "--host", "0.0.0.0", "--partitions", "2"));
    command.addAll(List.of("--port", "" + API_PORT, "--control-port", "" + NODE_PORT));
    for (LinkPlan.Way way : plan.from(name)) {
      command.addAll(List.of("--peer", way.target()));
    }
    return part("node-" + name, command, answers("/health", NODE_PORT))
        .withExposedPorts(API_PORT, NODE_PORT);
  }

  private GenericContainer<?> replicator(String name) {
    List<String> command = words("replicator", "--region", name);
    command.addAll(List.of("--node", "http://node-%s:%d".formatted(name, NODE_PORT)));
    command.addAll(List.of("--http", "0.0.0.0:" + REPLICATOR_PORT));
    for (LinkPlan.Way way : plan.to(name)) {
      command.addAll(List.of("--source", way.source() + "=" + way.address()));
    }
    return part("replicator-" + name, command, answers("/health", REPLICATOR_PORT))
        .withExposedPorts(REPLICATOR_PORT);
  }

  @SuppressWarnings("resource")
  private GenericContainer<?> part(String name, List<String> command, WaitStrategy ready) {
    return new GenericContainer<>(image)
        .withNetwork(network)
        .withNetworkAliases(name)
        .withCommand(command.toArray(String[]::new))
        .waitingFor(ready.withStartupTimeout(READY_WITHIN));
  }

  private static WaitStrategy answers(String path, int port) {
    return Wait.forHttp(path).forPort(port);
  }

  private static List<String> words(String... words) {
    return new ArrayList<>(List.of(words));
  }
}
