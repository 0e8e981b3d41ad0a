package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.StreamPlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Window;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long a record of a table's stream takes to a reader: small items are put at a fixed
 * pace, and every shard is read as consumers do, page after page, with a rest after an empty one.
 * Each shard, and the writer, has a thread and a connection of its own.
 */
final class StreamProbe implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEYS = "stream-probe-";
  private static final double NANOS_PER_SECOND = 1e9;

  private final BenchPlan plan;
  private final StreamPlan probing;
  private final InstantSource time;
  private final Clock clock;
  private final StreamTally tally;
  private final CompletableFuture<Report.Lag> done = new CompletableFuture<>();
  private volatile boolean ended;

  StreamProbe(BenchPlan plan, StreamPlan probing, Window window, InstantSource time, Clock clock) {
    this.plan = plan;
    this.probing = probing;
    this.time = time;
    this.clock = clock;
    this.tally = new StreamTally(window);
  }

  /**
   * Begins; the answer comes when every item has been read or was given up.
   *
   * @param iterators one for each shard
   */
  CompletableFuture<Report.Lag> run(List<String> iterators, long startNanos, long endNanos) {
    iterators.forEach(iterator -> Thread.ofVirtual().start(() -> read(iterator)));
    Thread.ofVirtual().start(() -> write(startNanos, endNanos));
    return done;
  }

  private void write(long startNanos, long endNanos) {
    String run = KEYS + time.instant().toEpochMilli() + "-";
    try (CallConnection connection = connection()) {
      double interval = NANOS_PER_SECOND / probing.perSecond();
      for (long number = 0; !ended; number++) {
        long due = startNanos + (long) (number * interval);
        if (due >= endNanos) {
          break;
        }
        rest(due);
        put(connection, run + number);
      }
      long patience = clock.nanos() + probing.timeout().toNanos();
      while (!ended && tally.waits() && clock.nanos() < patience) {
        rest(clock.nanos() + probing.pollEvery().toNanos());
      }
      done.complete(tally.result());
    } catch (RuntimeException | Error failure) {
      done.completeExceptionally(failure);
    } finally {
      ended = true;
    }
  }

  private void put(CallConnection connection, String key) {
    ObjectNode body = JSON.createObjectNode().put("TableName", plan.table());
    ObjectNode item = body.putObject("Item");
    item.putObject(ItemShape.KEY_NAME).put("S", key);
    if (plan.load().shape().table().sortKey()) {
      item.putObject(ItemShape.SORT_NAME).put("S", key);
    }
    tally.writing(key, clock.nanos());
    try {
      Outcome outcome = connection.call("PutItem", body.toString()).outcome();
      if (outcome instanceof Outcome.Refused(String error, String message)) {
        tally.failed(key, error, message);
      } else {
        tally.written(key, clock.nanos());
      }
    } catch (BenchException lost) {
      tally.failed(key, "Lost", lost.getMessage());
    }
  }

  private void read(String from) {
    String iterator = from;
    long unseenNanos = clock.nanos();
    try (CallConnection connection = connection()) {
      while (!ended) {
        long sentNanos = clock.nanos();
        JsonNode page = page(connection, iterator);
        long nowNanos = clock.nanos();
        JsonNode records = page.path("Records");
        for (JsonNode record : records) {
          String key = record.at("/dynamodb/Keys/" + ItemShape.KEY_NAME + "/S").asText();
          if (key.startsWith(KEYS)) {
            tally.seen(key, unseenNanos, nowNanos);
          }
        }
        if (!page.isMissingNode()) {
          unseenNanos = sentNanos;
          iterator = page.path("NextShardIterator").asText(null);
        }
        if (iterator == null) {
          tally.error("ShardEnded", "a shard of the stream has ended");
          return;
        }
        if (records.isEmpty()) {
          rest(clock.nanos() + probing.pollEvery().toNanos());
        }
      }
    } catch (RuntimeException | Error failure) {
      done.completeExceptionally(failure);
    }
  }

  private JsonNode page(CallConnection connection, String iterator) {
    tally.polled();
    String body = JSON.createObjectNode().put("ShardIterator", iterator).toString();
    try {
      CallConnection.Answer answer = connection.call("GetRecords", body);
      if (answer.outcome() instanceof Outcome.Refused(String error, String message)) {
        tally.error(error, message);
      }
      return answer.body();
    } catch (BenchException lost) {
      tally.error("Lost", lost.getMessage());
      return JSON.missingNode();
    }
  }

  private CallConnection connection() {
    return new CallConnection(plan.target(), plan.wire(), time);
  }

  private void rest(long untilNanos) {
    long left = untilNanos - clock.nanos();
    while (left > 0 && !ended) {
      LockSupport.parkNanos(left);
      left = untilNanos - clock.nanos();
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
