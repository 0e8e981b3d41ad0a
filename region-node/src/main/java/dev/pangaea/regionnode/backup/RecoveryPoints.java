package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.backup.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one table from which its log is read on, in a folder of their own, with a note
 * of for how long they are wished for. Any thread may call; one at a time adds and drops.
 *
 * @see Recovery
 */
final class RecoveryPoints {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryPoints.class);
  private static final String NOTE = "settings";
  private static final String SNAPSHOT = "snapshot";

  private final Path folder;
  private final String table;
  private final String tableId;
  private final TreeMap<Long, Snapshot> byCut = new TreeMap<>();
  private int days;
  private int uses;

  private RecoveryPoints(Path folder, String table, String tableId, int days) {
    this.folder = folder;
    this.table = table;
    this.tableId = tableId;
    this.days = days;
  }

  static RecoveryPoints begun(Path folder, String table, String tableId, int days)
      throws IOException {
    RecoveryPoints points = new RecoveryPoints(folder, table, tableId, days);
    Folders.begun(folder);
    Folders.finished(folder);
    points.keepFor(days);
    return points;
  }

  /** Empty if it was not begun, whole. */
  static Optional<RecoveryPoints> open(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(NOTE))) {
      Folders.drop(folder);
      return Optional.empty();
    }
    Values note = Note.read(folder.resolve(NOTE));
    RecoveryPoints points =
        new RecoveryPoints(
            folder, note.text("Table"), note.text("TableId"), (int) note.number("Days"));
    Folders.sweep(folder);
    for (Path each : Folders.finishedIn(folder)) {
      if (Files.isDirectory(each)) {
        try {
          Snapshot snapshot = SnapshotCodec.snapshot(Note.read(each.resolve(SNAPSHOT)).map("Of"));
          points.byCut.put(snapshot.cutMillis(), snapshot);
        } catch (IOException | RuntimeException damaged) {
          LOG.error("the snapshot in {} cannot be used", each, damaged);
        }
      }
    }
    return Optional.of(points);
  }

  String table() {
    return table;
  }

  String tableId() {
    return tableId;
  }

  synchronized int days() {
    return days;
  }

  void keepFor(int nextDays) throws IOException {
    TreeMap<String, AttributeValue> note = new TreeMap<>();
    note.put("Table", new StringValue(table));
    note.put("TableId", new StringValue(tableId));
    note.put("Days", NumberValue.of(nextDays));
    Note.write(folder.resolve(NOTE), note);
    synchronized (this) {
      days = nextDays;
    }
  }

  /** A new folder for the next snapshot. */
  Path begin() throws IOException {
    return Folders.begun(folder.resolve("next"));
  }

  /** The snapshot that was begun is whole. */
  void add(Path begun, Snapshot snapshot) throws IOException {
    TreeMap<String, AttributeValue> note = new TreeMap<>();
    note.put("Of", SnapshotCodec.value(snapshot));
    Note.write(begun.resolve(SNAPSHOT), note);
    Folders.finishedAs(begun, at(snapshot.cutMillis()));
    synchronized (this) {
      byCut.put(snapshot.cutMillis(), snapshot);
    }
  }

  synchronized Optional<Snapshot> newest() {
    return Optional.ofNullable(byCut.lastEntry()).map(Map.Entry::getValue);
  }

  /** The oldest one that is not older than that. */
  synchronized Optional<Snapshot> oldestSince(long millis) {
    return Optional.ofNullable(byCut.ceilingEntry(millis)).map(Map.Entry::getValue);
  }

  /** The last one up to then. */
  synchronized Optional<Snapshot> upTo(long millis) {
    return Optional.ofNullable(byCut.floorEntry(millis)).map(Map.Entry::getValue);
  }

  /** Lets go of those from before, unless something is read. */
  void dropBefore(long millis) throws IOException {
    for (long cut : takenBefore(millis)) {
      Folders.drop(at(cut));
    }
  }

  private synchronized List<Long> takenBefore(long millis) {
    if (uses > 0) {
      return List.of();
    }
    Map<Long, Snapshot> old = byCut.headMap(millis, false);
    List<Long> cuts = List.copyOf(old.keySet());
    old.clear();
    return cuts;
  }

  /** Nothing is let go of until it is said as often that it is used no longer. */
  synchronized void use() {
    uses++;
  }

  synchronized void used() {
    uses--;
  }

  synchronized boolean isUsed() {
    return uses > 0;
  }

  Path at(long cutMillis) {
    return folder.resolve("%014d".formatted(cutMillis));
  }

  void drop() throws IOException {
    Folders.drop(folder);
  }
}
