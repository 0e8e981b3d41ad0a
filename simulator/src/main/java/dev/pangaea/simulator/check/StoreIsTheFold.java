package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A store holds at every moment the fold of the records that count, up to where it says that it
 * stands: also right after a crash that took what was not flushed. Looks at one partition of one
 * store, again and again.
 */
public final class StoreIsTheFold {
  private static final String PROMISE =
      "a store is the fold of the records that count, whatever was killed";

  private static final Comparator<Tombstone> BY_KEY =
      Comparator.comparing(Tombstone::key).thenComparing(Tombstone::version);

  private final PartitionId partition;
  private final TableLabel label;
  private NaiveFold fold = new NaiveFold();
  private Applied seen = Applied.NOTHING;

  /**
   * @param label what the ledger calls the partition's table
   */
  public StoreIsTheFold(PartitionId partition, TableLabel label) {
    this.partition = partition;
    this.label = label;
  }

  /**
   * @param log all entries, of which the store may have taken in a part
   */
  public Optional<Violation> look(Store store, List<LogEntry> log) {
    Applied applied = store.applied(partition);
    if (applied.equals(seen)) {
      return Optional.empty();
    }
    long to = applied.position().nextOffset();
    SortedSet<EncodedKey> touched = new TreeSet<>();
    boolean wholly = fold.next() == 0 || to < fold.next();
    if (wholly) {
      fold = new NaiveFold();
    }
    int known = fold.decisions().size();
    int marked = fold.restored().size();
    int told = fold.stream().rows().size();
    for (long offset = fold.next(); offset < Math.min(to, log.size()); offset++) {
      fold.take(log.get((int) offset), touched::add);
    }
    seen = applied;
    return positions(store, applied)
        .or(() -> wholly ? everything(store) : items(store, touched))
        .or(() -> ledger(store, wholly ? 0 : known))
        .or(() -> restored(store, wholly ? 0 : marked))
        .or(() -> to == 0 ? Optional.empty() : streamed(store, wholly ? 0 : told))
        .map(what -> new Violation(PROMISE, partition + ", " + what));
  }

  private Optional<String> positions(Store store, Applied applied) {
    if (!applied.position().equals(fold.position())) {
      return said("it stands at", applied.position(), fold.position());
    }
    if (!applied.clock().equals(fold.clock())) {
      return said("its clock is", applied.clock(), fold.clock());
    }
    if (applied.conflicts() != fold.conflicts()) {
      return said("conflicts so far", applied.conflicts(), fold.conflicts());
    }
    Context floor = store.deletions(partition).floor();
    if (!floor.equals(fold.floor())) {
      return said("what its dropped tombstones had seen is", floor, fold.floor());
    }
    for (RegionName source : fold.progress().keySet()) {
      Optional<Progress> held = store.progress(partition, source);
      if (!held.equals(Optional.of(fold.progress().get(source)))) {
        return said("of " + source + " it has taken in", held, fold.progress().get(source));
      }
    }
    return Optional.empty();
  }

  private Optional<String> items(Store store, SortedSet<EncodedKey> touched) {
    for (EncodedKey key : touched) {
      Optional<ItemState> held = store.item(partition, key);
      Optional<ItemState> wanted = fold.item(key);
      if (!held.equals(wanted)) {
        return said("at " + Contents.name(key) + " it holds", held, wanted);
      }
    }
    return Optional.empty();
  }

  /** Both writes of each conflict are whole in the ledger as soon as it is decided. */
  private Optional<String> ledger(Store store, int from) {
    for (NaiveFold.Decision decision : fold.decisions().subList(from, fold.decisions().size())) {
      Optional<NaiveFold.Decision> held = held(store, decision);
      if (!held.equals(Optional.of(decision))) {
        return said("its ledger holds", held, decision);
      }
    }
    return Optional.empty();
  }

  /** What was restored is marked as soon as the new write counts. */
  private Optional<String> restored(Store store, int from) {
    return fold.restored().entrySet().stream()
        .skip(from)
        .filter(
            each ->
                !row(store, each.getKey())
                    .flatMap(LedgerRow::restoredAs)
                    .equals(Optional.of(each.getValue())))
        .findFirst()
        .flatMap(each -> said("its ledger does not say", each.getValue(), each.getKey()));
  }

  /**
   * What changed is in the stream, once and in order, but for what has been trimmed since. A stream
   * outlives its table by a day, and with that the log that it came of.
   */
  private Optional<String> streamed(Store store, int from) {
    Optional<StreamWord> on =
        store.streams().spans(partition).stream()
            .filter(StreamSpan::isOpen)
            .map(StreamSpan::word)
            .findFirst();
    Optional<StreamWord> wantedOn = fold.stream().on().flatMap(NaiveStream.Turn::word);
    if (!on.equals(wantedOn)) {
      return said("the stream that is on is", on, wantedOn);
    }
    List<StreamRow> all = fold.stream().rows();
    StreamPosition trimmed = store.streams().trimmed(partition);
    List<StreamRow> wanted =
        all.subList(from, all.size()).stream()
            .filter(row -> row.position().compareTo(trimmed) >= 0)
            .toList();
    StreamPosition start = from == 0 ? StreamPosition.START : all.get(from - 1).position().next();
    List<StreamRow> held = new ArrayList<>();
    store.streams().visit(partition, start, held::add);
    return held.equals(wanted) ? Optional.empty() : said("its stream tells", held, wanted);
  }

  private Optional<LedgerRow> row(Store store, ConflictAt conflict) {
    LedgerId id = new LedgerId(partition, conflict);
    return store
        .item(PartitionId.CONFLICTS, LedgerTable.key(label.name(), id))
        .map(state -> new LedgerRow(Contents.visible(state.content()).orElseThrow().decode()));
  }

  private Optional<NaiveFold.Decision> held(Store store, NaiveFold.Decision decision) {
    return row(store, decision.at())
        .map(
            row ->
                new NaiveFold.Decision(
                    row.id().at(),
                    row.key(label),
                    side(row, row.winner(), decision.winner()),
                    side(row, row.loser(), decision.loser())));
  }

  /** What a row without images cannot say is taken as it should be. */
  private static ItemState side(LedgerRow row, ItemState held, ItemState wanted) {
    return row.hasImages() ? held : new ItemState(held.version(), held.context(), wanted.content());
  }

  /** After a start: nothing may be there that is not in the log. */
  private Optional<String> everything(Store store) {
    TreeMap<EncodedKey, ItemState> held = new TreeMap<>();
    store.scan(partition, held::put);
    SortedMap<EncodedKey, ItemState> wanted = fold.items();
    if (!held.equals(wanted)) {
      return said("it holds", held, wanted);
    }
    SortedSet<Tombstone> deleted = new TreeSet<>(BY_KEY);
    wanted.forEach(
        (key, state) -> {
          if (Contents.visible(state.content()).isEmpty()) {
            deleted.add(new Tombstone(key, state.version()));
          }
        });
    SortedSet<Tombstone> kept = new TreeSet<>(BY_KEY);
    kept.addAll(store.tombstones(partition, Optional.empty(), Integer.MAX_VALUE));
    return kept.equals(deleted) && store.deletions(partition).kept() == deleted.size()
        ? Optional.empty()
        : said("its tombstones are", kept, deleted);
  }

  private static Optional<String> said(String what, Object here, Object wanted) {
    return Optional.of("%s %s, not %s".formatted(what, here, wanted));
  }
}
