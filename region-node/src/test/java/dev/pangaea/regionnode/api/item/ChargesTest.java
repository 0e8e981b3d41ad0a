package dev.pangaea.regionnode.api.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.WarmThroughput;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.throughput.UnitKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that are under way while their table begins or ceases to be metered; no time goes by.
 */
class ChargesTest {
  private static final String TABLE = "TTT";
  private static final double UNITS = 10;
  private static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(new StringValue("a")));
  private static final EncodedItem ITEM =
      EncodedItem.of(Item.of(Map.of("p", new StringValue("a"))));

  private final FakeTables tables = new FakeTables(FakeRegion.US, 1);
  private final Throughputs throughputs = new Throughputs(() -> 0);
  private final Charges charges = new Charges(FakeRegion.IDENTITY, throughputs);

  @BeforeEach
  void create() {
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    TableSettings settings = TableSettings.onDemand(keys);
    tables.create(
        TABLE,
        new TableSettings(
            settings.keySchema(),
            new Capacity.Provisioned((long) UNITS, (long) UNITS),
            settings.streamViewType(),
            settings.deletionProtected(),
            settings.tableClass(),
            settings.timeToLive(),
            settings.tags(),
            settings.indexes(),
            settings.conflictPolicy()),
        WarmThroughput.NONE);
  }

  @Test
  void aTransactionGivesBackWhatItTook() {
    TransactionCharge charge = transaction();
    assertThat(charge.admit()).isEmpty();
    assertThat(writesLeft()).isEqualTo(UNITS - 2);
    charge.settle(new TransactionOutcome.Unavailable());
    assertThat(writesLeft()).isEqualTo(UNITS);
  }

  @Test
  void aTransactionThatTookNothingGivesNothingBackNorIsCharged() {
    metered();
    tag();
    TransactionCharge refused = transaction();
    TransactionCharge committed = transaction();
    assertThat(refused.admit()).isEmpty();
    assertThat(committed.admit()).isEmpty();
    untag();
    metered();
    refused.settle(new TransactionOutcome.Unavailable());
    committed.settle(
        new TransactionOutcome.Committed(
            List.of(new WriteOutcome.Written(Optional.empty(), Optional.of(ITEM)))));
    assertThat(writesLeft()).isEqualTo(UNITS);
    assertThat(metered().usage().units(UnitKind.WRITE)).isZero();
  }

  @Test
  void whatATransactionTookComesBackThoughItsTableIsNoLongerMetered() {
    TransactionCharge charge = transaction();
    assertThat(charge.admit()).isEmpty();
    tag();
    assertThat(throughputs.of(table())).isEmpty();
    charge.settle(new TransactionOutcome.Unavailable());
    untag();
    assertThat(writesLeft()).isEqualTo(UNITS);
  }

  @Test
  void readsInTransactionsDoTheSame() {
    TransactedReadCharge taken = charges.readTransacted(table());
    assertThat(taken.admit()).isEmpty();
    assertThat(metered().readsLeft()).isEqualTo(UNITS - 2);
    tag();
    TransactedReadCharge free = charges.readTransacted(table());
    assertThat(free.admit()).isEmpty();
    untag();
    free.giveBack();
    free.settle(place(), Optional.of(ITEM));
    assertThat(metered().readsLeft()).isEqualTo(UNITS - 2);
    taken.giveBack();
    assertThat(metered().readsLeft()).isEqualTo(UNITS);
    assertThat(metered().usage().units(UnitKind.READ)).isZero();
  }

  private TransactionCharge transaction() {
    charges.of(table());
    TransactionRequest.Operation put =
        new TransactionRequest.Operation(place().partition(), new WriteCommand.PutItem(KEY, ITEM));
    return charges.transaction(new TransactionRequest(List.of(put), Optional.empty()));
  }

  /** How many writes of a unit are admitted at most; they are given back. */
  private double writesLeft() {
    int admitted = 0;
    while (metered().admitWrite(1).isEmpty()) {
      admitted++;
    }
    for (int again = 0; again < admitted; again++) {
      metered().take(Resource.TABLE_WRITE, -1);
    }
    return admitted;
  }

  private TableThroughput metered() {
    return throughputs.of(table()).orElseThrow();
  }

  private Place place() {
    return new Place(new PartitionId(table().storeNumber(), 0), KEY);
  }

  private TableView table() {
    return tables.table(TABLE).orElseThrow();
  }

  private void tag() {
    tables.change(
        TABLE,
        new TableChange.Tag(
            new TreeMap<>(Map.of(TableSettings.CAPACITY_TAG, TableSettings.CAPACITY_UNMETERED))));
  }

  private void untag() {
    tables.change(TABLE, new TableChange.Untag(new TreeSet<>(List.of(TableSettings.CAPACITY_TAG))));
  }
}
