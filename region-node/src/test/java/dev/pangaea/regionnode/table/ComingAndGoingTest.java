package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions are let in, leave, restart and write in any order; one of them stays. */
class ComingAndGoingTest {
  private static final String TABLE = "orders";
  private static final List<String> NAMES = List.of("us-east-1", "eu-west-1", "ap-south-1");
  private static final int STEPS = 150;

  private final List<Place> places = new ArrayList<>();
  private final Set<String> acknowledged = new TreeSet<>();
  private int writes;

  /** A region's log and store, and the node that runs on them now. */
  private static final class Place {
    private final String name;
    private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
    private final MemoryStore store = new MemoryStore();
    private RegionInMemory node;

    Place(String name) {
      this.name = name;
      this.node = start();
    }

    void restart() {
      node.close();
      node = start();
    }

    private RegionInMemory start() {
      String[] peers = NAMES.stream().filter(each -> !each.equals(name)).toArray(String[]::new);
      return new RegionInMemory(name, logs, store, peers);
    }
  }

  @AfterEach
  void stop() {
    places.forEach(place -> place.node.close());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 7, 21, 32, 35})
  void whatWasAcknowledgedIsWhereTheTableStays(long seed) throws Exception {
    NAMES.forEach(name -> places.add(new Place(name)));
    RegionInMemory first = places.getFirst().node;
    first.tables.create(TABLE, TableSettings.onDemand(RegionPair.KEYS)).toCompletableFuture().get();
    await(() -> status(places.getFirst()).equals(Optional.of(TableStatus.ACTIVE)));

    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      Place place = places.get(random.nextInt(places.size()));
      Place other = places.get(random.nextInt(places.size()));
      switch (random.nextInt(10)) {
        case 0 -> invite(place, other);
        case 1 -> remove(place, other);
        case 2 -> delete(place);
        case 3 -> restart(place, random);
        case 4, 5, 6 -> exchange(place, other);
        default -> write(place);
      }
    }

    await(this::settled);
    for (Place place : places) {
      if (status(place).isPresent()) {
        assertThat(keys(place)).as("seed %d, %s", seed, place.name).containsAll(acknowledged);
      }
    }
    assertThat(writes).isPositive();
  }

  private void write(Place place) {
    boolean serves = status(place).filter(now -> now != TableStatus.CREATING).isPresent();
    if (!serves || !place.node.tables.known()) {
      return;
    }
    String key = "key-" + writes++;
    if (place.node.put(TABLE, key, "v") instanceof WriteOutcome.Written) {
      acknowledged.add(PrimaryKey.of(new StringValue(key)).toString());
    }
  }

  private static void invite(Place place, Place other) throws Exception {
    update(place, new ReplicaUpdate.Create(new RegionName(other.name)));
  }

  /** The first region always stays. */
  private void remove(Place place, Place other) throws Exception {
    if (other != places.getFirst()) {
      update(place, new ReplicaUpdate.Delete(new RegionName(other.name)));
    }
  }

  private static void update(Place place, ReplicaUpdate update) throws Exception {
    place.node.tables.updateReplicas(TABLE, update).toCompletableFuture().get();
  }

  private void delete(Place place) throws Exception {
    if (place != places.getFirst()) {
      place.node.tables.delete(TABLE).toCompletableFuture().get();
    }
  }

  private static void restart(Place place, Random random) {
    if (random.nextInt(3) == 0) {
      place.restart();
    }
  }

  private static void exchange(Place target, Place source) throws Exception {
    if (target != source) {
      target.node.takeInFrom(source.node);
    }
  }

  private boolean settled() throws Exception {
    for (Place target : places) {
      for (Place source : places) {
        exchange(target, source);
      }
    }
    Set<String> there = keys(places.getFirst());
    for (Place place : places) {
      Optional<TableStatus> status = status(place);
      boolean comes = replicas(places.getFirst()).contains(new RegionName(place.name));
      boolean still = status.isEmpty() && !comes;
      boolean serves = status.equals(Optional.of(TableStatus.ACTIVE)) && keys(place).equals(there);
      if (!still && !serves) {
        return false;
      }
    }
    return true;
  }

  private static Set<RegionName> replicas(Place place) {
    TreeSet<RegionName> regions = new TreeSet<>();
    place
        .node
        .tables
        .table(TABLE)
        .ifPresent(table -> table.replicas().forEach(each -> regions.add(each.region())));
    return regions;
  }

  private static Set<String> keys(Place place) {
    TreeSet<String> keys = new TreeSet<>();
    if (status(place).isPresent()) {
      keys.addAll(place.node.states(TABLE).keySet());
    }
    return keys;
  }

  private static Optional<TableStatus> status(Place place) {
    return place.node.status(TABLE);
  }
}
