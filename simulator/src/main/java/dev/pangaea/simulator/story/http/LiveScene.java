package dev.pangaea.simulator.story.http;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.simulator.client.Agreement;
import dev.pangaea.simulator.story.Answer;
import dev.pangaea.simulator.story.Scene;
import dev.pangaea.simulator.story.SceneException;
import dev.pangaea.simulator.story.Step;
import dev.pangaea.simulator.story.Write;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A story with regions that run. */
final class LiveScene implements Scene {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final ConflictPolicy policy;
  private final LiveTable table;
  private final LiveLinks links;
  private final SortedMap<String, LiveRegion> regions;

  LiveScene(
      ConflictPolicy policy,
      LiveTable table,
      LiveLinks links,
      SortedMap<String, LiveRegion> regions) {
    this.policy = policy;
    this.table = table;
    this.links = links;
    this.regions = regions;
  }

  void begin() {
    links.heal();
    List<LiveRegion> all = List.copyOf(regions.values());
    if (!all.stream().allMatch(region -> table.policy(region).equals(policy))) {
      table.choose(all.getFirst(), policy);
      if (!await(() -> all.stream().allMatch(region -> table.policy(region).equals(policy)))) {
        throw new SceneException("not all regions hear of the policy " + policy.text());
      }
    }
    converge();
  }

  @Override
  public Answer write(String region, Write write) {
    return table.write(regions.get(region), write);
  }

  @Override
  public Answer transact(String region, List<Write> writes) {
    return table.transact(regions.get(region), writes);
  }

  @Override
  public Optional<Item> read(String region, String key, boolean strongly) {
    return table.read(regions.get(region), key, strongly);
  }

  @Override
  public void cut(String from, String to) {
    links.cut(from, to);
  }

  @Override
  public void heal() {
    links.heal();
  }

  @Override
  public void converge() {
    TreeMap<String, URI> nodes = new TreeMap<>();
    regions.forEach((name, region) -> nodes.put(name, region.control()));
    Agreement agreement = new Agreement(table.calls(), nodes);
    AtomicReference<Optional<String>> difference = new AtomicReference<>();
    List<String> all = List.copyOf(regions.keySet());
    boolean same =
        await(
            () -> {
              difference.set(told(() -> agreement.difference(table.table(), all)));
              return difference.get().isEmpty();
            });
    if (!same) {
      throw new SceneException(
          "the regions do not converge within %d s: %s"
              .formatted(BOUND.toSeconds(), difference.get().orElseThrow()));
    }
  }

  @Override
  public long conflicts() {
    return regions.values().stream()
        .mapToLong(region -> table.ledger(region).size())
        .max()
        .orElse(0);
  }

  @Override
  public List<Optional<Item>> losers(String key) {
    return regions.values().stream()
        .flatMap(region -> table.ledger(region).stream())
        .filter(conflict -> conflict.key().equals(key))
        .map(LiveTable.Lost::item)
        .toList();
  }

  @Override
  public boolean await(BooleanSupplier condition) {
    long until = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  @Override
  public void perform(Step.OfWorlds step) {
    throw new SceneException("only a world can");
  }

  @Override
  public Optional<String> verdict() {
    return Optional.empty();
  }

  @Override
  public void close() {
    links.heal();
  }

  private interface Asking<T> {
    T ask() throws IOException, InterruptedException;
  }

  private static <T> T told(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (IOException unreachable) {
      throw new SceneException("a region cannot be reached: " + unreachable, unreachable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new SceneException("interrupted", impatient);
    }
  }
}
