package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writers in regions. Each writes items of its own, once each, and now and then one of a few items
 * that all write. Remembers what was acknowledged.
 */
final class Load implements AutoCloseable {
  private static final int WRITERS_PER_REGION = 4;
  private static final int SHARED_ITEMS = 5;

  private final String table;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong failures = new AtomicLong();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopping;

  private Load(String table) {
    this.table = table;
  }

  static Load start(TwoRegions regions, String table, String run) {
    return start(regions.both(), table, run);
  }

  static Load start(List<RegionProcesses> regions, String table, String run) {
    Load load = new Load(table);
    for (RegionProcesses region : regions) {
      for (int index = 0; index < WRITERS_PER_REGION; index++) {
        String writer = run + "-" + region.name + "-" + index;
        load.writers.add(Thread.ofVirtual().start(() -> load.write(region, writer)));
      }
    }
    return load;
  }

  /** The keys of items that were written once, and acknowledged. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  long count() {
    return acknowledged.size();
  }

  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      for (Thread writer : writers) {
        writer.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(RegionProcesses region, String writer) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      for (long number = 0; !stopping; number++) {
        String key = writer + "-" + number;
        if (put(client, key, writer)) {
          acknowledged.add(key);
        }
        put(client, "shared-" + number % SHARED_ITEMS, key);
      }
    }
  }

  private boolean put(DynamoDbClient client, String key, String value) {
    try {
      client.putItem(
          request -> request.tableName(table).item(Map.of("pk", text(key), "value", text(value))));
      return true;
    } catch (SdkException refused) {
      failures.incrementAndGet();
      return false;
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
