package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What streams tell of one partition, worked out from its log as plainly as it can be said. */
public final class NaiveStream {
  /** From where on there is which stream, or none. */
  public record Turn(long offset, Optional<StreamWord> word) {}

  private final List<StreamRow> rows = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  /** All that was told, in its order. */
  public List<StreamRow> rows() {
    return rows;
  }

  /** The stream that there is now. */
  public Optional<Turn> on() {
    return turns.isEmpty()
        ? Optional.empty()
        : Optional.of(turns.getLast()).filter(turn -> turn.word().isPresent());
  }

  void turn(long offset, Optional<StreamWord> word) {
    if (!on().flatMap(Turn::word).equals(word)) {
      turns.add(new Turn(offset, word));
    }
  }

  void see(long appendMillis, Change change, Optional<EncodedItem> before, NaiveFold.Sight sight) {
    long offset = sight.offset();
    Optional<EncodedItem> after = sight.visible();
    Optional<StreamWord> word = on().flatMap(Turn::word);
    if (word.isEmpty() || before.equals(after)) {
      return;
    }
    boolean first = rows.isEmpty() || rows.getLast().position().offset() != offset;
    int index = first ? 0 : rows.getLast().position().index() + 1;
    String view = word.get().view().name();
    StreamRow.Kind kind = StreamRow.Kind.MODIFY;
    if (before.isEmpty()) {
      kind = StreamRow.Kind.INSERT;
    } else if (after.isEmpty()) {
      kind = StreamRow.Kind.REMOVE;
    }
    rows.add(
        new StreamRow(
            new StreamPosition(offset, index),
            appendMillis,
            kind,
            change.key(),
            change.version(),
            after.isEmpty() && sight.state().isExpiry(),
            before.filter(item -> view.contains("OLD")),
            after.filter(item -> view.contains("NEW"))));
  }
}
