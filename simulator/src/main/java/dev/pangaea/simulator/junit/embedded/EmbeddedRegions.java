package dev.pangaea.simulator.junit.embedded;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.simulator.demo.DemoRegion;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.RunningDemo;
import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.junit.running.RegionPlace;
import dev.pangaea.simulator.junit.running.RunningRegions;
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

/** Regions in this process, and the folder of their data, which goes with them. */
public final class EmbeddedRegions implements RunningRegions {
  private static final int PARTITIONS = 2;

  private final Path folder;
  private final RunningDemo demo;
  private final AtomicReference<Throwable> failure;

  private EmbeddedRegions(Path folder, RunningDemo demo, AtomicReference<Throwable> failure) {
    this.folder = folder;
    this.demo = demo;
    this.failure = failure;
  }

  public static EmbeddedRegions start(List<String> names) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try {
      Path folder = Files.createTempDirectory("pangaea-regions-");
      List<RegionPorts> ports = names.stream().map(name -> new RegionPorts(name, 0, 0, 0)).toList();
      DemoSettings settings =
          new DemoSettings(folder, ports, 0, OptionalInt.empty(), "", PARTITIONS, false);
      return new EmbeddedRegions(
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

  @Override
  public List<RegionPlace> places() {
    return demo.demo().regions().stream().map(EmbeddedRegions::place).toList();
  }

  @Override
  public URI linkControl() {
    return local(demo.linkControlPort());
  }

  @Override
  public void cut(String from, String to) {
    demo.demo().links().partitionOneWay(from, to);
  }

  @Override
  public void latency(String one, String other, Duration each) {
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

  @Override
  public void healLinks() {
    demo.demo().links().reset();
  }

  @Override
  public void skew(String name, Duration ahead) {
    demo.demo().regions().stream()
        .filter(region -> region.node().region().value().equals(name))
        .forEach(region -> region.clock().set(ahead));
  }

  @Override
  public void healClocks() {
    demo.demo().regions().forEach(region -> region.clock().set(Duration.ZERO));
  }

  @Override
  public void check() {
    if (failure.get() != null) {
      throw new AssertionError("a region cannot go on", failure.get());
    }
  }

  @Override
  public void close() {
    demo.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("could not be removed: " + folder, failed);
    }
  }

  private static RegionPlace place(DemoRegion region) {
    return new RegionPlace(
        region.node().region().value(),
        local(region.node().apiPort()),
        local(region.node().controlPort()),
        region.broker().bootstrap());
  }

  private static URI local(int port) {
    return URI.create("http://" + DemoSettings.HOST + ":" + port + "/");
  }
}
