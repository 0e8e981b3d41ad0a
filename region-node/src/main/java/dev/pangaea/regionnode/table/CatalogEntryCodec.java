package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Catalog entries as items of the catalog's table, and back. Throws IllegalArgumentException at an
 * item that is no entry.
 */
final class CatalogEntryCodec {
  private CatalogEntryCodec() {}

  static EncodedKey key(String table, RegionName region) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(table), new StringValue(region.value())));
  }

  /** The table that a key's entry is about. */
  static String table(EncodedKey key) {
    return Fields.text(key.decode().partitionKey());
  }

  /** The region whose entry a key's is. */
  static RegionName region(EncodedKey key) {
    return new RegionName(
        Fields.text(
            key.decode()
                .sortKey()
                .orElseThrow(() -> new IllegalArgumentException("no region in the key"))));
  }

  static Item item(CatalogEntry entry) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    attributes.put("TableName", new StringValue(entry.table()));
    attributes.put("Region", new StringValue(entry.region().value()));
    attributes.put("TableId", new StringValue(entry.tableId()));
    attributes.put("Group", new StringValue(entry.group()));
    attributes.put("StoreNumber", NumberValue.of(entry.storeNumber()));
    attributes.put("Log", new StringValue(entry.log()));
    attributes.put("Partitions", NumberValue.of(entry.partitions()));
    attributes.put("CreatedMillis", NumberValue.of(entry.history().createdMillis()));
    attributes.put("History", TableHistoryCodec.value(entry.history()));
    attributes.put("TableStatus", new StringValue(entry.status().name()));
    attributes.put("Gone", new BooleanValue(entry.gone()));
    attributes.put("Settings", TableSettingsCodec.value(entry.settings()));
    attributes.put("Stated", stated(entry.stated()));
    attributes.put("IndexStatements", IndexCodec.statements(entry.indexStatements()));
    attributes.put("Members", map(entry.members(), CatalogEntryCodec::member));
    attributes.put("Joinings", map(entry.joinings(), CatalogEntryCodec::joining));
    attributes.put("CopyWishes", map(entry.copyWishes(), CatalogEntryCodec::copyWish));
    entry
        .departure()
        .ifPresent(
            departure -> attributes.put("Departure", CatalogEntryCodec.departure(departure)));
    attributes.put("Farewells", map(entry.farewells(), StringValue::new));
    attributes.put("Overrides", map(entry.overrides(), OverrideCodec::statement));
    return new Item(attributes);
  }

  static CatalogEntry entry(Item item) {
    Fields fields = new Fields(item.attributes());
    TableSettings settings = TableSettingsCodec.settings(fields.map("Settings"));
    long createdMillis = fields.number("CreatedMillis");
    return new CatalogEntry(
        copy(fields),
        fields.has("History")
            ? TableHistoryCodec.history(createdMillis, fields.map("History"))
            : TableHistory.created(settings, createdMillis),
        TableStatus.valueOf(fields.text("TableStatus")),
        fields.truth("Gone"),
        settings,
        statements(fields),
        membership(fields));
  }

  private static TableCopy copy(Fields fields) {
    return new TableCopy(
        fields.text("TableName"),
        new RegionName(fields.text("Region")),
        fields.text("TableId"),
        fields.text("Group"),
        (int) fields.number("StoreNumber"),
        fields.text("Log"),
        (int) fields.number("Partitions"));
  }

  private static Statements statements(Fields fields) {
    return new Statements(
        fields.has("Stated") ? versions(fields.map("Stated")) : new TreeMap<>(),
        fields.has("IndexStatements")
            ? IndexCodec.statements(new Fields(fields.map("IndexStatements")))
            : IndexStatements.NONE,
        fields.has("Overrides")
            ? regions(fields.map("Overrides"), OverrideCodec::statement)
            : new TreeMap<>());
  }

  private static Membership membership(Fields fields) {
    return new Membership(
        regions(fields.map("Members"), CatalogEntryCodec::member),
        regions(fields.map("Joinings"), CatalogEntryCodec::joining),
        fields.has("CopyWishes")
            ? regions(fields.map("CopyWishes"), CatalogEntryCodec::copyWish)
            : new TreeMap<>(),
        fields.has("Departure")
            ? Optional.of(departure(new Fields(fields.map("Departure"))))
            : Optional.empty(),
        fields.has("Farewells") ? farewells(fields.map("Farewells")) : new TreeMap<>());
  }

  private static AttributeValue departure(Departure departure) {
    return MapValue.of(
        Map.of(
            "Ends", numbers(departure.ends()), "Released", new BooleanValue(departure.released())));
  }

  private static Departure departure(Fields fields) {
    return new Departure(offsets(fields.list("Ends")), fields.truth("Released"));
  }

  private static TreeMap<RegionName, String> farewells(SortedMap<String, AttributeValue> map) {
    TreeMap<RegionName, String> farewells = new TreeMap<>();
    map.forEach((region, log) -> farewells.put(new RegionName(region), Fields.text(log)));
    return farewells;
  }

  private static AttributeValue stated(SortedMap<SharedSetting, Version> stated) {
    TreeMap<String, AttributeValue> map = new TreeMap<>();
    stated.forEach(
        (setting, version) ->
            map.put(
                setting.name(),
                MapValue.of(
                    Map.of(
                        "Time",
                        time(version.time()),
                        "Region",
                        new StringValue(version.region().value())))));
    return new MapValue(map);
  }

  private static TreeMap<SharedSetting, Version> versions(SortedMap<String, AttributeValue> map) {
    TreeMap<SharedSetting, Version> stated = new TreeMap<>();
    map.forEach(
        (setting, version) -> {
          Fields fields = new Fields(Fields.map(version));
          stated.put(
              SharedSetting.valueOf(setting),
              new Version(
                  new HybridTime(fields.number("Time")), new RegionName(fields.text("Region"))));
        });
    return stated;
  }

  private static AttributeValue member(Member member) {
    return MapValue.of(
        Map.of("Present", new BooleanValue(member.present()), "Since", time(member.since())));
  }

  private static Member member(Fields fields) {
    return new Member(fields.truth("Present"), new HybridTime(fields.number("Since")));
  }

  private static AttributeValue joining(Joining joining) {
    return MapValue.of(
        Map.of(
            "Join",
            time(joining.join()),
            "Beginnings",
            map(joining.beginnings(), CatalogEntryCodec::beginning),
            "CopyEnds",
            numbers(joining.copyEnds())));
  }

  private static Joining joining(Fields fields) {
    return new Joining(
        new HybridTime(fields.number("Join")),
        regions(fields.map("Beginnings"), CatalogEntryCodec::beginning),
        offsets(fields.list("CopyEnds")));
  }

  private static AttributeValue numbers(List<Long> offsets) {
    return new ListValue(offsets.stream().<AttributeValue>map(NumberValue::of).toList());
  }

  private static List<Long> offsets(List<AttributeValue> offsets) {
    return offsets.stream().map(offset -> Fields.number(offset)).toList();
  }

  private static AttributeValue copyWish(CopyWish wish) {
    TreeMap<String, AttributeValue> stuck = new TreeMap<>();
    wish.stuck()
        .forEach((partition, position) -> stuck.put(partition.toString(), position(position)));
    return MapValue.of(
        Map.of(
            "Asked",
            time(wish.asked()),
            "Log",
            new StringValue(wish.log()),
            "Stuck",
            new MapValue(stuck)));
  }

  private static CopyWish copyWish(Fields fields) {
    TreeMap<Integer, Position> stuck = new TreeMap<>();
    fields
        .map("Stuck")
        .forEach(
            (partition, position) ->
                stuck.put(Integer.parseInt(partition), position(new Fields(Fields.map(position)))));
    return new CopyWish(new HybridTime(fields.number("Asked")), fields.text("Log"), stuck);
  }

  private static AttributeValue beginning(Joining.Beginning beginning) {
    List<AttributeValue> positions =
        beginning.positions().stream().map(CatalogEntryCodec::position).toList();
    return MapValue.of(
        Map.of("Log", new StringValue(beginning.log()), "Positions", new ListValue(positions)));
  }

  private static Joining.Beginning beginning(Fields fields) {
    List<Position> positions =
        fields.list("Positions").stream()
            .map(position -> position(new Fields(Fields.map(position))))
            .toList();
    return new Joining.Beginning(fields.text("Log"), positions);
  }

  private static AttributeValue position(Position position) {
    return MapValue.of(
        Map.of(
            "NextOffset", NumberValue.of(position.nextOffset()),
            "HeadWriter", NumberValue.of(position.head().writer()),
            "HeadSequence", NumberValue.of(position.head().sequence())));
  }

  private static Position position(Fields fields) {
    return new Position(
        fields.number("NextOffset"),
        new RecordId(fields.number("HeadWriter"), fields.number("HeadSequence")));
  }

  private static AttributeValue time(HybridTime time) {
    return NumberValue.of(time.packed());
  }

  private static <T> AttributeValue map(
      SortedMap<RegionName, T> entries, Function<T, AttributeValue> value) {
    TreeMap<String, AttributeValue> map = new TreeMap<>();
    entries.forEach((region, entry) -> map.put(region.value(), value.apply(entry)));
    return new MapValue(map);
  }

  private static <T> TreeMap<RegionName, T> regions(
      SortedMap<String, AttributeValue> map, Function<Fields, T> value) {
    TreeMap<RegionName, T> regions = new TreeMap<>();
    map.forEach(
        (name, entry) ->
            regions.put(new RegionName(name), value.apply(new Fields(Fields.map(entry)))));
    return regions;
  }
}
