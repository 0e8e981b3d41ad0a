package dev.pangaea.regionnode.api.item;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.causal.Touched;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads from the store and writes through the leaders, by table and key. */
public final class ItemAccess {
  private static final Failure NOT_FOUND =
      Failure.of(ErrorKind.RESOURCE_NOT_FOUND, "Requested resource not found");

  private final TableLookup tables;
  private final Store store;
  private final Leaders leaders;
  private final Charges charges;

  public ItemAccess(TableLookup tables, Store store, Leaders leaders, Charges charges) {
    this.tables = tables;
    this.store = store;
    this.leaders = leaders;
    this.charges = charges;
  }

  /** What requests are admitted by, and charged. Writes here are, reads are not. */
  public Charges charges() {
    return charges;
  }

  /** The table of that name, if it takes items now. */
  public TableView table(String name) {
    TableView table = tables.find(TableNames.plain(name), NOT_FOUND);
    if (!serves(table.status())) {
      throw NOT_FOUND.refused();
    }
    Touched.table(table);
    return table;
  }

  /** The table of that name, if it takes writes of applications now. */
  public TableView tableToWrite(String name) {
    TableView table = table(name);
    if (table.isReadOnly()) {
      throw OperationFailures.READ_ONLY.refused();
    }
    return table;
  }

  /** Whether a strongly consistent read can be answered now. */
  public boolean holdsAllAcknowledged(TableView table, EncodedKey key) {
    return leaders.holdsAllAcknowledged(partition(table, key));
  }

  public Optional<EncodedItem> read(TableView table, EncodedKey key) {
    return read(place(table, key));
  }

  public Optional<EncodedItem> read(Place place) {
    return store.item(place.partition(), place.key()).flatMap(state -> state.content().visible());
  }

  public Place place(TableView table, EncodedKey key) {
    return new Place(partition(table, key), key);
  }

  public TransactionRequest.Operation operation(TableView table, WriteCommand command) {
    charges.of(table);
    return new TransactionRequest.Operation(written(table, command.key()), command);
  }

  public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    TransactionCharge charge = charges.transaction(transaction);
    Optional<List<TransactionOutcome.Verdict>> excess = charge.admit();
    if (excess.isPresent()) {
      listener.accept(new TransactionOutcome.Cancelled(excess.get()));
      return;
    }
    leaders.transact(
        transaction,
        outcome -> {
          charge.settle(outcome);
          listener.accept(outcome);
        });
  }

  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    leaders.readTogether(places, listener);
  }

  /** Refuses the write if the table lacks the capacity; then the listener is not called. */
  public void write(TableView table, WriteCommand command, Consumer<WriteOutcome> listener) {
    PartitionId partition = partition(table, command.key());
    Consumer<WriteOutcome> charge =
        charges.write(table, new Place(partition, command.key()), command);
    Touched.Answered answered = Touched.written(table, partition.partition());
    leaders.write(
        partition,
        command,
        outcome -> {
          answered.with(store.applied(partition).clock());
          charge.accept(outcome);
          listener.accept(outcome);
        });
  }

  /** The collection that an item belongs to; empty where its table has no local index. */
  public Optional<CollectionMetrics> collection(TableView table, EncodedKey key) {
    long locals = table.settings().indexes().stream().filter(IndexSettings::isLocal).count();
    if (locals == 0) {
      return Optional.empty();
    }
    long bytes = store.applied(partition(table, key)).itemBytes();
    return Optional.of(
        CollectionMetrics.of(
            table.settings().keySchema().partitionKey().name(),
            key.decode().partitionKey(),
            bytes * (1 + locals)));
  }

  private static PartitionId written(TableView table, EncodedKey key) {
    PartitionId partition = partition(table, key);
    Touched.written(table, partition.partition());
    return partition;
  }

  private static PartitionId partition(TableView table, EncodedKey key) {
    return new PartitionId(table.storeNumber(), Partitioner.partition(key, table.partitions()));
  }

  private static boolean serves(TableStatus status) {
    return switch (status) {
      case ACTIVE, UPDATING -> true;
      case CREATING, DELETING, CREATION_FAILED -> false;
    };
  }
}
