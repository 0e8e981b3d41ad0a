package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogEntryCodecTest {
  private static final Position PLACE = new Position(1_234, new RecordId(-5, 67));
  private static final CatalogEntry PLAIN =
      new CatalogEntry(
          new TableCopy("orders", RegionPair.EU, "id", "group", 7, "eu-west-1.orders.id", 16),
          TableHistory.created(TableSettings.onDemand(RegionPair.KEYS), 1_000),
          TableStatus.ACTIVE,
          false,
          TableSettings.onDemand(RegionPair.KEYS),
          Statements.NONE,
          new Membership(
              new TreeMap<>(Map.of(RegionPair.EU, new Member(true, HybridTime.of(5, 1)))),
              new TreeMap<>(
                  Map.of(
                      RegionPair.US,
                      new Joining(
                          HybridTime.of(6, 2),
                          new TreeMap<>(
                              Map.of(
                                  RegionPair.EU,
                                  new Joining.Beginning("eu-west-1.orders.id", List.of(PLACE)))),
                          List.of(8L)))),
              new TreeMap<>(),
              Optional.empty(),
              new TreeMap<>()));

  @Test
  void anEntryIsReadAsItWasWritten() {
    CatalogEntry entry =
        PLAIN
            .withCopyWish(
                RegionPair.US,
                new CopyWish(
                    HybridTime.of(9, 3),
                    "us-east-1.orders.id",
                    new TreeMap<>(Map.of(2, PLACE, 11, Position.START))))
            .with(new Departure(List.of(5L, 7L), false))
            .withFarewell(PLAIN)
            .with(
                PLAIN
                    .settings()
                    .with(new Capacity.Provisioned(3, 4))
                    .withTimeToLive(Optional.of("expires")),
                5_000)
            .with(PLAIN.settings().with(new Capacity.Provisioned(1, 9)), 6_000)
            .stating(SharedSetting.CAPACITY, new Version(HybridTime.of(4, 4), RegionPair.US))
            .warmed(new WarmThroughput(15_000, 2))
            .stating(
                RegionPair.US,
                new OverrideStatement(
                    new ReplicaOverrides(
                        Optional.of(3L),
                        Optional.of(4L),
                        Optional.of("STANDARD"),
                        new TreeMap<>(
                            Map.of(
                                "index",
                                new ReplicaOverrides.OfIndex(Optional.of(5L), Optional.of(6L))))),
                    new Version(HybridTime.of(7, 7), RegionPair.EU)));

    assertThat(CatalogEntryCodec.entry(CatalogEntryCodec.item(entry))).isEqualTo(entry);
  }

  @Test
  void indexesAreReadAsTheyWereWritten() {
    IndexShape global =
        new IndexShape(
            IndexShape.Kind.GLOBAL,
            List.of(
                new KeyAttribute("a", KeyAttribute.Type.S),
                new KeyAttribute("b", KeyAttribute.Type.N)),
            List.of(new KeyAttribute("c", KeyAttribute.Type.B)),
            new IndexProjection.Include(List.of("z", "y")),
            new Capacity.Provisioned(5, 6));
    IndexShape local =
        new IndexShape(
            IndexShape.Kind.LOCAL,
            List.of(new KeyAttribute("p", KeyAttribute.Type.S)),
            List.of(new KeyAttribute("c", KeyAttribute.Type.B)),
            new IndexProjection.KeysOnly(),
            new Capacity.OnDemand(new RequestMaximum(Optional.empty(), Optional.of(8L))));
    Version version = new Version(HybridTime.of(5, 1), RegionPair.EU);
    IndexStatements statements =
        IndexStatements.NONE
            .with("global", Optional.of(global), version)
            .with("local", Optional.of(local), version)
            .with("deleted", Optional.empty(), version);

    CatalogEntry applied = IndexStatements.applied(PLAIN.with(statements));
    CatalogEntry entry =
        applied.with(
            applied.settings().indexes().stream()
                .map(
                    index ->
                        index
                            .with(index.shape().with(new Capacity.Provisioned(9, 1)), 4_000)
                            .warmed(new WarmThroughput(1, 14_000)))
                .toList());

    assertThat(entry.settings().indexes()).hasSize(2);
    assertThat(CatalogEntryCodec.entry(CatalogEntryCodec.item(entry))).isEqualTo(entry);
  }

  @Test
  void aTablesHistoryIsWrittenAsNodesReadItThatKnowOfNoIndexesHistory() {
    CatalogEntry entry =
        PLAIN
            .with(PLAIN.settings().with(new Capacity.Provisioned(3, 4)), 5_000)
            .with(PLAIN.settings().with(new Capacity.Provisioned(1, 9)), 6_000);

    assertThat(CatalogEntryCodec.item(entry).attributes())
        .containsEntry(
            "History",
            MapValue.of(
                Map.of(
                    "Last",
                    MapValue.of(
                        Map.of(
                            "PUT_ON_DEMAND", NumberValue.of(1_000),
                            "CAPACITY_RAISED", NumberValue.of(6_000),
                            "CAPACITY_LOWERED", NumberValue.of(6_000))),
                    "Decreases",
                    NumberValue.of(1),
                    "WarmReadUnits",
                    NumberValue.of(12_000),
                    "WarmWriteUnits",
                    NumberValue.of(4_000))));
    assertThat(CatalogEntryCodec.entry(CatalogEntryCodec.item(entry))).isEqualTo(entry);
  }

  @Test
  void anEntryOfANodeThatKnewLessIsUnderstood() {
    TreeMap<String, AttributeValue> attributes =
        new TreeMap<>(CatalogEntryCodec.item(PLAIN).attributes());
    attributes.remove("CopyWishes");
    attributes.remove("Farewells");
    attributes.remove("Overrides");
    attributes.remove("Stated");
    attributes.remove("History");
    attributes.remove("IndexStatements");

    assertThat(CatalogEntryCodec.entry(new Item(attributes))).isEqualTo(PLAIN);
  }
}
