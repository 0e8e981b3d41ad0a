package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Two regions in memory. They hear of each other only when changes are exchanged. */
final class RegionPair implements AutoCloseable {
  static final KeySchema KEYS =
      new KeySchema(new KeyAttribute("pk", KeyAttribute.Type.S), Optional.empty());
  static final RegionName EU = new RegionName("eu-west-1");
  static final RegionName US = new RegionName("us-east-1");

  private final MemoryRegionLog usLogs = new MemoryRegionLog(InstantSource.system());
  final MemoryRegionLog euLogs = new MemoryRegionLog(InstantSource.system());
  private final MemoryStore usStore = new MemoryStore();
  private final MemoryStore euStore = new MemoryStore();
  private final Duration telling;
  RegionInMemory us;
  RegionInMemory eu;

  RegionPair() {
    this(RegionInMemory.TELLING);
  }

  /**
   * @param telling none lets go of a tombstone that was made here until so much time has passed
   */
  RegionPair(Duration telling) {
    this.telling = telling;
    this.us = node(US, usLogs, usStore, EU.value());
    this.eu = node(EU, euLogs, euStore, US.value());
  }

  private RegionInMemory node(
      RegionName name, MemoryRegionLog logs, MemoryStore store, String... peers) {
    Duration answer = Duration.ofSeconds(5);
    return new RegionInMemory(name.value(), logs, store, answer, telling, peers);
  }

  /** Ends the node of us-east-1 and starts another one on the same log and store. */
  void restartUs() {
    us.close();
    us = node(US, usLogs, usStore, EU.value());
  }

  void restartEu(String... peers) {
    eu.close();
    eu = node(EU, euLogs, euStore, peers);
  }

  /** The same, but the store is lost, so that all comes from the log. */
  void restartUsFromItsLogs() {
    us.close();
    us = node(US, usLogs, new MemoryStore(), EU.value());
  }

  void create(String table) throws Exception {
    assertThat(us.tables.create(table, TableSettings.onDemand(KEYS)).toCompletableFuture().get())
        .isInstanceOf(TableOutcome.Accepted.class);
    await(() -> us.status(table).equals(Optional.of(TableStatus.ACTIVE)));
  }

  void replicate(String table) throws Exception {
    invite(table);
    await(
        () ->
            exchangeAnd(
                eu.status(table).equals(Optional.of(TableStatus.ACTIVE))
                    && us.status(table).equals(Optional.of(TableStatus.ACTIVE))));
    awaitEqual(table);
  }

  void invite(String table) throws Exception {
    assertThat(
            us.tables
                .updateReplicas(table, new ReplicaUpdate.Create(EU))
                .toCompletableFuture()
                .get())
        .isInstanceOf(TableOutcome.Accepted.class);
  }

  /** The table's copy in eu-west-1 goes, and us-east-1 knows it. */
  void leave(String table) throws Exception {
    assertThat(
            us.tables
                .updateReplicas(table, new ReplicaUpdate.Delete(EU))
                .toCompletableFuture()
                .get())
        .isInstanceOf(TableOutcome.Accepted.class);
    await(
        () ->
            exchangeAnd(
                eu.status(table).isEmpty() && us.catalog.group(table).entries().get(EU).gone()));
  }

  void awaitEqual(String table) throws Exception {
    await(() -> exchangeAnd(eu.states(table).equals(us.states(table))));
  }

  boolean exchange() throws Exception {
    boolean there = eu.takeInFrom(us);
    boolean here = us.takeInFrom(eu);
    return there || here;
  }

  boolean exchangeAnd(boolean holds) throws Exception {
    exchange();
    return holds;
  }

  /** Tries again until the condition holds; each try exchanges changes, so time moves. */
  static void await(Callable<Boolean> condition) throws Exception {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 60 s").isLessThan(bound);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    us.close();
    eu.close();
  }
}
