package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What was asked for as one counts whole or not at all, and is told so; and whoever reads several
 * items as of one moment sees all of a transaction or nothing of it.
 */
final class TransactionsAreWhole implements Check {
  @Override
  public String promise() {
    return "a transaction counts whole or not at all, and is seen so";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    Map<Integer, List<Operation>> groups =
        evidence.operations().stream()
            .collect(
                Collectors.groupingBy(
                    Operation::together, LinkedHashMap::new, Collectors.toList()));
    groups.values().removeIf(group -> group.size() < 2);
    Set<String> counted = counted(evidence);
    List<List<Operation>> transactions = new ArrayList<>();
    List<List<Operation>> reads = new ArrayList<>();
    for (List<Operation> group : groups.values()) {
      if (group.getFirst().action() instanceof Action.Read) {
        if (evidence.stayed(group.getFirst().region())) {
          reads.add(group);
        }
      } else {
        transactions.add(group);
        judge(group, counted, complain);
      }
    }
    for (List<Operation> read : reads) {
      for (List<Operation> transaction : transactions) {
        if (transaction.getFirst().region().equals(read.getFirst().region())) {
          judge(evidence, read, transaction, complain);
        }
      }
    }
  }

  private static Set<String> counted(Evidence evidence) {
    Set<String> texts = new HashSet<>();
    for (RegionName region : evidence.writers()) {
      for (int partition = 0; partition < evidence.partitions(); partition++) {
        for (Change change : evidence.writes(region, partition)) {
          Contents.visible(change.content()).map(Contents::text).ifPresent(texts::add);
        }
      }
    }
    return texts;
  }

  private static void judge(
      List<Operation> transaction, Set<String> counted, Consumer<String> complain) {
    List<String> texts =
        transaction.stream().flatMap(each -> each.action().text().stream()).toList();
    long there = texts.stream().filter(counted::contains).count();
    if (there > 0 && there < texts.size()) {
      complain.accept("%d of %d count: %s".formatted(there, texts.size(), transaction));
    }
    long done =
        transaction.stream()
            .filter(
                each ->
                    each.reply() instanceof Reply.Done || each.reply() instanceof Reply.Repeated)
            .count();
    if (done > 0 && done < transaction.size()) {
      complain.accept("%d of %d are done: %s".formatted(done, transaction.size(), transaction));
    }
  }

  /** Of the items that both concern, all must be from before the transaction, or none. */
  private static void judge(
      Evidence evidence,
      List<Operation> read,
      List<Operation> transaction,
      Consumer<String> complain) {
    int before = 0;
    int after = 0;
    for (Operation one : read) {
      for (Operation write : transaction) {
        if (one.key().equals(write.key())
            && one.reply() instanceof Reply.Done(var seen, var same)) {
          List<NaiveFold.Sight> sights =
              evidence.partition(one.region(), one.partition()).fold().sights(one.key());
          OptionalInt saw = place(sights, seen.map(Contents::text));
          OptionalInt wrote = place(sights, write.action().text());
          if (saw.isPresent() && wrote.isPresent()) {
            before += saw.getAsInt() < wrote.getAsInt() ? 1 : 0;
            after += saw.getAsInt() < wrote.getAsInt() ? 0 : 1;
          }
        }
      }
    }
    if (before > 0 && after > 0) {
      complain.accept("%s saw a part of %s".formatted(read, transaction));
    }
  }

  /** Whether a text was restored, so that two writes left it. */
  private static boolean isOfSeveral(List<NaiveFold.Sight> sights, Optional<String> text) {
    return sights.stream()
            .filter(sight -> sight.visible().map(Contents::text).equals(text))
            .map(sight -> sight.state().version())
            .distinct()
            .count()
        > 1;
  }

  /** Where a text became visible; empty where that is nowhere, or cannot be told. */
  private static OptionalInt place(List<NaiveFold.Sight> sights, Optional<String> text) {
    if (isOfSeveral(sights, text)) {
      return OptionalInt.empty();
    }
    for (int place = 0; place < sights.size() && text.isPresent(); place++) {
      Optional<EncodedItem> visible = sights.get(place).visible();
      if (visible.map(Contents::text).equals(text)) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }
}
