package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every conflict on the topic {@code REGION.conflicts}: the ledger's item as DynamoDB writes
 * items, under the table's name and the item's key. At least once, those of an item in the order of
 * their decisions; after an append that failed some may come again, which their ids tell.
 */
public final class ConflictFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConflictFeed.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  /** So many are on their way at once, or as many as have so many bytes. */
  private static final int AT_ONCE = 64;

  private static final long BYTES_AT_ONCE = 8 << 20;

  /** What a record takes: one with images beyond it is told without them. */
  private static final int RECORD_BYTES_MAX = (8 << 20) - (64 << 10);

  private final String topic;
  private final RegionLog logs;
  private final Store store;
  private final LeaderLoop leaders;
  private final Duration retention;
  private final ScheduledExecutorService thread;
  private final JsonEncoder json = new JsonEncoder();
  private Optional<PartitionLog> open = Optional.empty();
  private boolean failing;

  public ConflictFeed(
      RegionName region, RegionLog logs, Store store, LeaderLoop leaders, Duration retention) {
    this.topic = region + ".conflicts";
    this.logs = logs;
    this.store = store;
    this.leaders = leaders;
    this.retention = retention;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("conflicts-" + region).factory());
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::lookNow, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void lookNow() {
    try {
      while (tellSome()) {
        LOG.debug("{}: more conflicts wait to be told", topic);
      }
      failing = false;
    } catch (LogUnavailableException | ExecutionException | TimeoutException unavailable) {
      if (!failing) {
        LOG.warn("{}: conflicts cannot be told now: {}", topic, unavailable.getMessage());
      }
      failing = true;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("{}: conflicts cannot be told", topic, failure);
    }
  }

  /** Returns whether there may be more. */
  private boolean tellSome()
      throws LogUnavailableException, ExecutionException, TimeoutException, InterruptedException {
    PartitionLog log = open();
    List<Announcement> waiting = Announcement.waiting(store, AT_ONCE);
    List<Announcement> handed = new ArrayList<>();
    List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
    long bytes = 0;
    for (Announcement each : waiting) {
      CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
      Optional<LedgerRow> row = row(each);
      if (row.isPresent()) {
        Bytes told = told(row.get());
        bytes += told.length();
        log.append(key(row.get()), told, outcome::complete);
      } else {
        outcome.complete(new AppendOutcome.Appended(0, 0));
      }
      handed.add(each);
      outcomes.add(outcome);
      if (bytes >= BYTES_AT_ONCE) {
        break;
      }
    }
    List<Announcement> done = new ArrayList<>();
    for (int index = 0; index < handed.size(); index++) {
      AppendOutcome outcome = outcomes.get(index).get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      switch (outcome) {
        case AppendOutcome.Appended appended -> done.add(handed.get(index));
        case AppendOutcome.InDoubt(Exception cause) ->
            LOG.warn("{}: a conflict is told again: {}", topic, cause.toString());
      }
    }
    if (!done.isEmpty()) {
      CompletableFuture<Void> removed = new CompletableFuture<>();
      leaders.announced(done, () -> removed.complete(null));
      removed.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
    return !done.isEmpty() && done.size() == handed.size();
  }

  private PartitionLog open() throws LogUnavailableException {
    if (open.isEmpty()) {
      logs.create(topic, 1, Optional.of(retention));
      open = Optional.of(logs.partition(topic, 0));
    }
    return open.get();
  }

  /** Empty if it is too old by now. */
  private Optional<LedgerRow> row(Announcement each) {
    return store
        .item(PartitionId.CONFLICTS, LedgerTable.key(each.table(), each.id()))
        .flatMap(state -> state.content().visible())
        .map(item -> new LedgerRow(item.decode()));
  }

  private Bytes told(LedgerRow row) {
    byte[] whole = written(row);
    return Bytes.owning(whole.length <= RECORD_BYTES_MAX ? whole : written(row.withoutImages()));
  }

  private byte[] written(LedgerRow row) {
    return json.encode(to -> AttributeValueWriter.attributes(row.item().attributes(), to));
  }

  private static Bytes key(LedgerRow row) {
    String key = row.table() + "/" + row.itemText();
    return Bytes.owning(key.getBytes(StandardCharsets.UTF_8));
  }
}
