package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writers of one region, each of which counts its writes, one after the other: to items of its own,
 * to some that all write, deletions of its own, and pairs of items that are written together. The
 * value of an item says who wrote it, and the how-manieth of his writes it was. None may fail.
 */
final class NumberedWrites implements AutoCloseable {
  static final String PAIR = "pair-";
  private static final int WRITERS = 2;
  private static final int OWN_ITEMS = 15;
  private static final int SHARED_ITEMS = 6;

  private final RegionProcesses region;
  private final String table;
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
  private final AtomicLong done = new AtomicLong();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * An acknowledged write of an item.
   *
   * @param begun by the clock of this process that only counts on, and {@code acknowledged} too
   */
  record Write(String writer, long number, String key, long begun, long acknowledged) {
    String value() {
      return writer + "#" + number;
    }

    boolean isOfPair() {
      return key.startsWith(PAIR);
    }
  }

  private NumberedWrites(RegionProcesses region, String table) {
    this.region = region;
    this.table = table;
  }

  static NumberedWrites start(RegionProcesses region, String table) {
    NumberedWrites all = new NumberedWrites(region, table);
    for (int index = 0; index < WRITERS; index++) {
      String writer = region.name + "-" + index;
      all.writers.add(Thread.ofVirtual().start(() -> all.repeat(writer)));
    }
    return all;
  }

  long done() {
    return done.get();
  }

  List<Write> all() {
    return List.copyOf(writes);
  }

  /** What became of the writers, if anything did. */
  List<Throwable> failures() {
    return List.copyOf(failures);
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

  private void repeat(String writer) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      for (long number = 0; !stopping; number++) {
        write(client, writer, number);
        done.incrementAndGet();
      }
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }

  private void write(DynamoDbClient client, String writer, long number) {
    long begun = System.nanoTime();
    String value = writer + "#" + number;
    String own = "own-" + writer + "-" + number % OWN_ITEMS;
    switch ((int) (number % 9)) {
      case 3 -> client.deleteItem(request -> request.tableName(table).key(key(own)));
      case 5 -> {
        String one = PAIR + writer + "-a";
        String other = PAIR + writer + "-b";
        client.transactWriteItems(
            request -> request.transactItems(put(one, value), put(other, value)));
        long acknowledged = System.nanoTime();
        writes.add(new Write(writer, number, one, begun, acknowledged));
        writes.add(new Write(writer, number, other, begun, acknowledged));
      }
      case 1, 7 -> put(client, writer, number, "shared-" + number % SHARED_ITEMS);
      default -> put(client, writer, number, own);
    }
  }

  private void put(DynamoDbClient client, String writer, long number, String key) {
    long begun = System.nanoTime();
    String value = writer + "#" + number;
    client.putItem(request -> request.tableName(table).item(item(key, value)));
    writes.add(new Write(writer, number, key, begun, System.nanoTime()));
  }

  private TransactWriteItem put(String key, String value) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item(key, value)))
        .build();
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("pk", AttributeValue.fromS(key));
  }

  private static Map<String, AttributeValue> item(String key, String value) {
    return Map.of("pk", AttributeValue.fromS(key), "value", AttributeValue.fromS(value));
  }
}
