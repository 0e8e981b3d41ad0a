package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The writes that were asked for and what was answered, to be judged by the log. Every item put is
 * unlike all others.
 */
final class WriteHistory {
  /** A write, its answers, and what its node's store held at the moment of each. */
  private record Asked(
      WriteCommand command, List<WriteOutcome> outcomes, List<Optional<ItemState>> held) {
    EncodedKey key() {
      return command.key();
    }

    Optional<EncodedItem> put() {
      return command instanceof WriteCommand.PutItem put
          ? Optional.of(put.item())
          : Optional.empty();
    }

    Optional<WriteOutcome> outcome() {
      return outcomes.stream().findFirst();
    }
  }

  private final List<Asked> asked = new ArrayList<>();

  void ask(LeaderNode node, WriteCommand command) {
    Asked write = new Asked(command, new ArrayList<>(), new ArrayList<>());
    asked.add(write);
    Store store = node.store;
    node.submit(
        new Request.Write(
            command,
            outcome -> {
              write.outcomes.add(outcome);
              write.held.add(store.item(PARTITION, command.key()));
            }));
  }

  /**
   * @param orphans whether some were asked of nodes that died since, and may have no answer
   */
  void check(NaiveFold fold, boolean orphans) {
    for (Asked write : asked) {
      assertThat(write.outcomes).as("one answer to %s", write).hasSizeLessThanOrEqualTo(1);
      assertThat(orphans || write.outcomes.size() == 1).as("an answer to %s", write).isTrue();
      if (write.put().isPresent()) {
        checkPut(write, countedPuts(write, fold));
      }
    }
    checkDeletes(fold);
    checkVersions(fold);
  }

  private static List<NaiveFold.Counted> countedPuts(Asked write, NaiveFold fold) {
    Content content = new Content.Present(write.put().orElseThrow());
    return fold.writes().stream().filter(each -> each.change().content().equals(content)).toList();
  }

  private static void checkPut(Asked write, List<NaiveFold.Counted> counted) {
    if (write.outcome().isEmpty()) {
      assertThat(counted).as("%s counts once at most", write).hasSizeLessThanOrEqualTo(1);
      return;
    }
    switch (write.outcome().get()) {
      case WriteOutcome.Written(Optional<EncodedItem> before) -> {
        assertThat(counted).as("%s counts once", write).hasSize(1);
        assertThat(before).as("before %s", write).isEqualTo(counted.getFirst().before());
        checkVisible(write, counted.getFirst());
      }
      case WriteOutcome.InDoubt() ->
          assertThat(counted).as("%s counts once at most", write).hasSizeLessThanOrEqualTo(1);
      case WriteOutcome.Throttled() -> assertThat(counted).as("%s is not in", write).isEmpty();
      case WriteOutcome.Unavailable() -> assertThat(counted).as("%s is not in", write).isEmpty();
    }
  }

  /** Whoever is told of a write finds it, or what came after it. */
  private static void checkVisible(Asked write, NaiveFold.Counted counted) {
    Version version = counted.change().version();
    Optional<ItemState> held = write.held.getFirst();
    assertThat(held.filter(state -> state.context().covers(version)))
        .as("%s is visible when it is answered", write)
        .isPresent();
  }

  /** A delete is known by the item that it deleted. */
  private void checkDeletes(NaiveFold fold) {
    List<NaiveFold.Counted> tombstones = new ArrayList<>(fold.writes());
    tombstones.removeIf(each -> each.change().content() instanceof Content.Present);
    for (Asked write : asked) {
      if (write.put().isEmpty()
          && write.outcome().orElse(new WriteOutcome.InDoubt())
              instanceof WriteOutcome.Written(Optional<EncodedItem> before)
          && before.isPresent()) {
        List<NaiveFold.Counted> found =
            tombstones.stream()
                .filter(each -> each.change().key().equals(write.key()))
                .filter(each -> each.before().equals(before))
                .toList();
        assertThat(found).as("%s counts once", write).hasSize(1);
        checkVisible(write, found.getFirst());
        tombstones.removeAll(found);
      }
    }
    for (NaiveFold.Counted left : tombstones) {
      assertThat(unknownDeletes(left.change().key()))
          .as("somebody may have asked for %s", left)
          .isPositive();
    }
  }

  private long unknownDeletes(EncodedKey key) {
    return asked.stream()
        .filter(each -> each.put().isEmpty() && each.key().equals(key))
        .filter(each -> each.outcome().stream().allMatch(WriteOutcome.InDoubt.class::isInstance))
        .count();
  }

  private static void checkVersions(NaiveFold fold) {
    List<Version> versions = fold.writes().stream().map(each -> each.change().version()).toList();
    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }
}
