package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.table.TableSettingsCodec;
import java.util.Map;
import java.util.TreeMap;

/** Snapshots, without what is in their files, as values of items, and back. */
final class SnapshotCodec {
  private SnapshotCodec() {}

  static AttributeValue value(Snapshot snapshot) {
    TreeMap<String, AttributeValue> values = new TreeMap<>();
    values.put("Table", table(snapshot.table()));
    values.put("CutMillis", NumberValue.of(snapshot.cutMillis()));
    values.put(
        "Positions",
        new ListValue(snapshot.positions().stream().map(SnapshotCodec::position).toList()));
    values.put("Transactions", position(snapshot.transactions()));
    values.put("Content", content(snapshot.content()));
    values.put("Files", new ListValue(snapshot.files().stream().map(SnapshotCodec::file).toList()));
    return new MapValue(values);
  }

  static Snapshot snapshot(Values from) {
    return new Snapshot(
        table(from.map("Table")),
        from.number("CutMillis"),
        from.maps("Positions").map(SnapshotCodec::position).toList(),
        position(from.map("Transactions")),
        content(from.map("Content")),
        from.maps("Files").map(SnapshotCodec::file).toList());
  }

  static AttributeValue table(SourceTable table) {
    return MapValue.of(
        Map.of(
            "Name",
            new StringValue(table.name()),
            "Id",
            new StringValue(table.tableId()),
            "StoreNumber",
            NumberValue.of(table.storeNumber()),
            "CreatedMillis",
            NumberValue.of(table.createdMillis()),
            "Partitions",
            NumberValue.of(table.partitions()),
            "Settings",
            TableSettingsCodec.value(table.settings())));
  }

  static SourceTable table(Values from) {
    return new SourceTable(
        from.text("Name"),
        from.text("Id"),
        (int) from.number("StoreNumber"),
        from.number("CreatedMillis"),
        (int) from.number("Partitions"),
        TableSettingsCodec.settings(from.map("Settings").values()));
  }

  private static AttributeValue position(Position position) {
    return MapValue.of(
        Map.of(
            "NextOffset",
            NumberValue.of(position.nextOffset()),
            "Writer",
            NumberValue.of(position.head().writer()),
            "Sequence",
            NumberValue.of(position.head().sequence())));
  }

  private static Position position(Values from) {
    return new Position(
        from.number("NextOffset"), new RecordId(from.number("Writer"), from.number("Sequence")));
  }

  private static AttributeValue content(ContentDigest content) {
    return MapValue.of(
        Map.of(
            "Items",
            NumberValue.of(content.items()),
            "ItemBytes",
            NumberValue.of(content.itemBytes()),
            "High",
            NumberValue.of(content.high()),
            "Low",
            NumberValue.of(content.low())));
  }

  private static ContentDigest content(Values from) {
    return new ContentDigest(
        from.number("Items"), from.number("ItemBytes"), from.number("High"), from.number("Low"));
  }

  private static AttributeValue file(FileSeal file) {
    return MapValue.of(
        Map.of(
            "Name",
            new StringValue(file.name()),
            "Bytes",
            NumberValue.of(file.bytes()),
            "Sha256",
            new StringValue(file.sha256())));
  }

  private static FileSeal file(Values from) {
    return new FileSeal(from.text("Name"), from.number("Bytes"), from.text("Sha256"));
  }
}
