package dev.pangaea.simulator.junit;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.demo.DemoRegion;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.GlobalTable;
import dev.pangaea.simulator.demo.RunningDemo;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.link.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Regions that were started for a test, and the folder of their data, which goes with them. */
final class RunningRegions implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final Path folder;
  private final RunningDemo demo;
  private final AtomicReference<Throwable> failure;
  private final HttpCalls calls = new HttpCalls();

  private RunningRegions(Path folder, RunningDemo demo, AtomicReference<Throwable> failure) {
    this.folder = folder;
    this.demo = demo;
    this.failure = failure;
  }

  static RunningRegions start(List<String> names) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try {
      Path folder = Files.createTempDirectory("pangaea-regions-");
      List<RegionPorts> ports = names.stream().map(name -> new RegionPorts(name, 0, 0, 0)).toList();
      DemoSettings settings =
          new DemoSettings(folder, ports, 0, OptionalInt.empty(), "", PARTITIONS, false);
      return new RunningRegions(
          folder,
          RunningDemo.start(settings, new CountDownLatch(1), failure::set).orElseThrow(),
          failure);
    } catch (IOException | BrokerFailedException failed) {
      throw new IllegalStateException("the regions cannot start: " + failed.getMessage(), failed);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", impatient);
    }
  }

  URI endpoint(String region) {
    return local(find(region).node().apiPort());
  }

  URI control(String region) {
    return local(find(region).node().controlPort());
  }

  URI linkControl() {
    return local(demo.linkControlPort());
  }

  void createGlobalTable(String table, String partitionKey) {
    try {
      GlobalTable.make(table, partitionKey, demo.demo().regions(), new CountDownLatch(1));
    } catch (IOException failed) {
      throw new AssertionError(table + " could not be made: " + failed.getMessage(), failed);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }

  void cut(String from, String to) {
    find(from);
    find(to);
    demo.demo().links().partitionOneWay(from, to);
  }

  void latency(String one, String other, Duration each) {
    find(one);
    find(other);
    for (Link link : demo.demo().links().links()) {
      Regions pair = link.spec().regions().orElseThrow();
      if (pair.joins(one, other)) {
        for (Direction direction : Direction.values()) {
          link.put(
              Toxic.of(
                  "latency_" + direction.word(),
                  direction,
                  new StreamFault.Latency(each.toMillis(), 0)));
        }
      }
    }
  }

  void skew(String region, Duration ahead) {
    find(region).clock().set(ahead);
  }

  void healLinks() {
    demo.demo().links().reset();
  }

  /** Links and clocks. */
  void heal() {
    healLinks();
    demo.demo().regions().forEach(region -> region.clock().set(Duration.ZERO));
    check();
  }

  void awaitConverged(Duration bound) {
    check();
    new Convergence(calls, demo.demo().regions()).await(bound);
  }

  void assertNoSilentLoss(String table) {
    check();
    new Losses(calls, demo.demo().regions()).assertNone(table);
  }

  @Override
  public void close() {
    calls.close();
    demo.close();
    remove(folder);
  }

  /** A region that cannot go on would make any later failure hard to understand. */
  private void check() {
    if (failure.get() != null) {
      throw new AssertionError("a region cannot go on", failure.get());
    }
  }

  private DemoRegion find(String name) {
    return demo.demo().regions().stream()
        .filter(region -> name(region).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no region %s, only %s"
                        .formatted(
                            name,
                            demo.demo().regions().stream().map(RunningRegions::name).toList())));
  }

  static String name(DemoRegion region) {
    return region.node().region().value();
  }

  static URI local(int port) {
    return URI.create("http://" + DemoSettings.HOST + ":" + port + "/");
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("could not be removed: " + folder, failed);
    }
  }
}
