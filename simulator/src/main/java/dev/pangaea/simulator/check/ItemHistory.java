package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.simulator.check.NaiveFold.Sight;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All that was at one key in a region, and the place of each operation in it: 0 is before the first
 * record, n after the n-th one that touched the key. Operations are placed in the order in which
 * they were asked. One that saw what was there several times, as nothing at all, is placed as early
 * as it can be, which leaves those after it the most room.
 */
final class ItemHistory {
  /** An operation that was answered, and where it was. */
  private record Over(long answeredNanos, int place) {}

  private final List<Sight> sights;
  private final Map<String, Integer> places = new HashMap<>();
  private final SortedSet<Integer> deletes = new TreeSet<>();
  private final PriorityQueue<Over> answered =
      new PriorityQueue<>(Comparator.comparingLong(Over::answeredNanos));
  private int over;

  ItemHistory(List<Sight> sights) {
    this.sights = sights;
    for (int place = 1; place <= sights.size(); place++) {
      Sight sight = sights.get(place - 1);
      if (sight.local() && sight.state().content() instanceof Content.Deleted) {
        deletes.add(place);
      } else if (sight.local()) {
        places.put(Contents.text(visible(place)), place);
      }
    }
  }

  void place(Operation operation, Consumer<String> complain) {
    while (!answered.isEmpty() && answered.peek().answeredNanos() < operation.askedNanos()) {
      over = Math.max(over, answered.remove().place());
    }
    OptionalInt place =
        switch (operation.reply()) {
          case Reply.Done(Optional<EncodedItem> before, Optional<EncodedItem> after) ->
              done(operation, before, after, complain);
          case Reply.ConditionFailed(Optional<EncodedItem> before) -> {
            if (operation.action().expectation().holds(before)) {
              complain.accept("the condition holds on what it met: " + operation);
            }
            yield saw(operation, before, complain);
          }
          case Reply.Repeated() -> unseen(operation, complain);
          case Reply.InDoubt() -> {
            unseen(operation, complain);
            yield OptionalInt.empty();
          }
          case Reply.Cancelled() -> OptionalInt.empty();
          case Reply.NotTaken() -> OptionalInt.empty();
        };
    place.ifPresent(at -> answered.add(new Over(operation.answeredNanos(), at)));
  }

  /** Deletes in the log that no operation placed so far was told of. */
  long strangeDeletes() {
    return deletes.size();
  }

  /** Its client does not know what it met. */
  private OptionalInt unseen(Operation operation, Consumer<String> complain) {
    Optional<Integer> place = operation.action().text().map(places::get);
    return place.isPresent() ? wrote(operation, place.get(), complain) : OptionalInt.empty();
  }

  private OptionalInt done(
      Operation operation,
      Optional<EncodedItem> before,
      Optional<EncodedItem> after,
      Consumer<String> complain) {
    if (!operation.action().expectation().holds(before)
        || !operation.action().leaves(operation.key(), before).equals(after)) {
      complain.accept("not what was asked for: " + operation);
    }
    Optional<Integer> written = operation.action().text().map(places::get);
    if (written.isPresent()) {
      if (!visible(written.get() - 1).equals(before)) {
        complain.accept(
            "it met %s: %s".formatted(Contents.text(visible(written.get() - 1)), operation));
      }
      return wrote(operation, written.get(), complain);
    }
    if (operation.action() instanceof Action.Delete && before.isPresent()) {
      Optional<Integer> delete =
          deletes.stream().filter(place -> visible(place - 1).equals(before)).findFirst();
      if (delete.isEmpty()) {
        complain.accept("the log does not hold it: " + operation);
        return OptionalInt.empty();
      }
      deletes.remove(delete.get());
      return wrote(operation, delete.get(), complain);
    }
    return operation.action().text().isPresent()
        ? OptionalInt.empty()
        : saw(operation, before, complain);
  }

  /** Writes have their place in the log, whoever leads. */
  private OptionalInt wrote(Operation operation, int place, Consumer<String> complain) {
    Optional<EncodedItem> before = visible(place - 1);
    if (!operation.action().expectation().holds(before)) {
      complain.accept("it came about on %s: %s".formatted(Contents.text(before), operation));
    }
    if (!operation.action().leaves(operation.key(), before).equals(visible(place))) {
      complain.accept(
          "on %s it left something else: %s".formatted(Contents.text(before), operation));
    }
    if (place <= over) {
      complain.accept(
          "it comes before what was over when it was asked, %s: %s"
              .formatted(Contents.text(visible(over)), operation));
    }
    return OptionalInt.of(place);
  }

  private OptionalInt saw(
      Operation operation, Optional<EncodedItem> seen, Consumer<String> complain) {
    int from = operation.rivals() ? 0 : over;
    for (int place = from; place <= sights.size(); place++) {
      if (visible(place).equals(seen)) {
        return operation.rivals() ? OptionalInt.empty() : OptionalInt.of(place);
      }
    }
    complain.accept(
        "since %s it was never so: %s".formatted(Contents.text(visible(from)), operation));
    return OptionalInt.empty();
  }

  private Optional<EncodedItem> visible(int place) {
    return place == 0 ? Optional.empty() : sights.get(place - 1).visible();
  }
}
