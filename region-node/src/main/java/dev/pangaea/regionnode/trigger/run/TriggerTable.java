package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.OwnTables;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.trigger.Progress;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.json.TriggerJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Where triggers and their progress are kept: items of the region's table {@code pangaea.triggers},
 * written through its leaders and thus its log. The table is made with the first trigger. Any
 * thread may call.
 */
final class TriggerTable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 10_000_000;
  private static final String DEFINITION = "definition";
  private static final String PROGRESS = "progress";
  private static final String BODY = "body";

  private final Tables tables;
  private final Store store;
  private final Leaders leaders;

  TriggerTable(Tables tables, Store store, Leaders leaders) {
    this.tables = tables;
    this.store = store;
    this.leaders = leaders;
  }

  /** A trigger, and how far it has come. */
  record Kept(Trigger trigger, Progress progress) {}

  /** All that is kept; empty while that is not known. */
  Optional<List<Kept>> read() {
    if (!tables.known()) {
      return Optional.empty();
    }
    Optional<TableView> table = tables.table(OwnTables.TRIGGERS);
    if (table.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!isReady(table.get())) {
      return Optional.empty();
    }
    List<Kept> kept = new ArrayList<>();
    for (int partition = 0; partition < table.get().partitions(); partition++) {
      store.scan(
          new PartitionId(table.get().storeNumber(), partition),
          (key, state) ->
              state
                  .content()
                  .visible()
                  .map(EncodedItem::decode)
                  .filter(item -> text(item, OwnTables.KIND).equals(DEFINITION))
                  .ifPresent(item -> kept.add(kept(table.get(), item))));
    }
    return Optional.of(kept);
  }

  /**
   * Makes the table if it is not there, and waits until it takes writes. Blocks.
   *
   * @return whether it does
   */
  boolean prepare() throws InterruptedException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    boolean asked = false;
    while (System.nanoTime() < end) {
      boolean known = tables.known();
      Optional<TableView> table = tables.table(OwnTables.TRIGGERS);
      if (table.filter(this::isReady).isPresent()) {
        return true;
      }
      if (table.isEmpty() && known && !asked) {
        asked = true;
        if (!(made() instanceof TableOutcome.Accepted)) {
          return false;
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return false;
  }

  private TableOutcome made() throws InterruptedException {
    try {
      return tables
          .create(OwnTables.TRIGGERS, OwnTables.TRIGGERS_SETTINGS)
          .toCompletableFuture()
          .get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      return new TableOutcome.Unavailable();
    }
  }

  CompletableFuture<Boolean> keep(Trigger trigger) {
    return put(DEFINITION, trigger.id(), TriggerJson.kept(trigger));
  }

  CompletableFuture<Boolean> keep(String id, Progress progress) {
    return put(PROGRESS, id, TriggerJson.kept(progress));
  }

  /** Removes a trigger; its progress goes after it, or is of no concern. */
  CompletableFuture<Boolean> remove(String id) {
    return write(new WriteCommand.DeleteItem(key(DEFINITION, id)))
        .thenCompose(
            gone ->
                gone
                    ? write(new WriteCommand.DeleteItem(key(PROGRESS, id))).thenApply(any -> true)
                    : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> put(String kind, String id, String body) {
    Item item =
        Item.of(
            Map.of(
                OwnTables.KIND,
                new StringValue(kind),
                OwnTables.ID,
                new StringValue(id),
                BODY,
                new StringValue(body)));
    return write(new WriteCommand.PutItem(key(kind, id), EncodedItem.of(item)));
  }

  private CompletableFuture<Boolean> write(WriteCommand command) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    Optional<TableView> table = tables.table(OwnTables.TRIGGERS).filter(this::isReady);
    if (table.isEmpty()) {
      written.complete(false);
      return written;
    }
    leaders.write(
        place(table.get(), command.key()),
        command,
        outcome -> written.complete(outcome instanceof WriteOutcome.Written));
    return written;
  }

  private boolean isReady(TableView table) {
    if (table.status() != TableStatus.ACTIVE && table.status() != TableStatus.UPDATING) {
      return false;
    }
    for (int partition = 0; partition < table.partitions(); partition++) {
      if (!leaders.holdsAllAcknowledged(new PartitionId(table.storeNumber(), partition))) {
        return false;
      }
    }
    return true;
  }

  private Kept kept(TableView table, Item item) {
    Trigger trigger = TriggerJson.trigger(text(item, BODY));
    EncodedKey key = key(PROGRESS, trigger.id());
    Progress progress =
        store
            .item(place(table, key), key)
            .flatMap(state -> state.content().visible())
            .map(found -> TriggerJson.progress(text(found.decode(), BODY)))
            .orElse(Progress.NONE);
    return new Kept(trigger, progress);
  }

  private static PartitionId place(TableView table, EncodedKey key) {
    return new PartitionId(table.storeNumber(), Partitioner.partition(key, table.partitions()));
  }

  private static EncodedKey key(String kind, String id) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(kind), new StringValue(id)));
  }

  private static String text(Item item, String attribute) {
    return item.attribute(attribute)
        .filter(AttributeValue.StringValue.class::isInstance)
        .map(value -> ((StringValue) value).value())
        .orElse("");
  }
}
