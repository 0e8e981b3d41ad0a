package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The writes that were asked for and what was answered, to be judged by the log. Every item that
 * one leaves is unlike all others.
 */
final class WriteHistory {
  /** What was answered, and what the node's store held at that moment, up to which offset. */
  private record Answered(WriteOutcome outcome, Optional<ItemState> held, long offset) {}

  /**
   * @param offset up to where the node's store had come when it was asked
   */
  private record Asked(Wish wish, long offset, List<Answered> answers) {
    EncodedKey key() {
      return wish.command().key();
    }

    WriteOutcome outcome() {
      return answers.isEmpty() ? new WriteOutcome.InDoubt() : answers.getFirst().outcome();
    }

    @Override
    public String toString() {
      return wish.command() + " answered with " + answers;
    }
  }

  private final List<Asked> asked = new ArrayList<>();

  void ask(LeaderNode node, Wish wish) {
    Store store = node.store;
    Asked write = new Asked(wish, offset(store), new ArrayList<>());
    asked.add(write);
    node.submit(
        new Request.Write(
            wish.command(),
            outcome ->
                write.answers.add(
                    new Answered(outcome, store.item(PARTITION, write.key()), offset(store)))));
  }

  /**
   * @param orphans whether some were asked of nodes that died since, and may have no answer
   */
  void check(NaiveFold fold, boolean orphans) {
    for (Asked write : asked) {
      assertThat(write.answers).as("one answer to %s", write).hasSizeLessThanOrEqualTo(1);
      assertThat(orphans || write.answers.size() == 1).as("an answer to %s", write).isTrue();
      List<NaiveFold.Counted> counted = counted(write, fold);
      assertThat(counted).as("%s counts once at most", write).hasSizeLessThanOrEqualTo(1);
      counted.forEach(each -> checkEffect(write, each));
      checkOutcome(write, counted, fold);
    }
    checkDeletes(fold);
    checkVersions(fold);
  }

  private static List<NaiveFold.Counted> counted(Asked write, NaiveFold fold) {
    return fold.writes().stream()
        .filter(each -> write.wish.content().isPresent())
        .filter(each -> content(each.change().content()).equals(write.wish.content()))
        .toList();
  }

  private static Optional<String> content(Content content) {
    return switch (content) {
      case Content.Present(EncodedItem item) -> Optional.of(LeaderFixtures.content(item));
      case Content.Deleted() -> Optional.empty();
    };
  }

  /** A write that counts was allowed on what it met, and left what it should. */
  private static void checkEffect(Asked write, NaiveFold.Counted counted) {
    assertThat(write.wish.allowed().test(counted.before()))
        .as("%s was allowed on %s", write, counted.before())
        .isTrue();
    assertThat(write.wish.effect().apply(counted.before()))
        .as("the effect of %s", write)
        .contains(counted.change().content());
  }

  private static void checkOutcome(Asked write, List<NaiveFold.Counted> counted, NaiveFold fold) {
    switch (write.outcome()) {
      case WriteOutcome.Written(
              Optional<EncodedItem> before,
              Optional<EncodedItem> after,
              var _) -> {
        if (write.wish.content().isPresent()) {
          assertThat(counted).as("%s counts once", write).hasSize(1);
          assertThat(before).as("before %s", write).isEqualTo(counted.getFirst().before());
          assertThat(counted.getFirst().change().content())
              .as("after %s", write)
              .isEqualTo(new Content.Present(after.orElseThrow()));
          checkVisible(write, counted.getFirst());
        } else if (write.wish.effect().apply(before).isEmpty()) {
          assertThat(after).as("after %s", write).isEqualTo(before);
          assertThat(write.wish.allowed().test(before)).as("%s is allowed", write).isTrue();
          checkMet(write, before, fold);
        }
      }
      case WriteOutcome.ConditionFailed(Optional<EncodedItem> before) -> {
        assertThat(counted).as("%s is not in", write).isEmpty();
        assertThat(write.wish.allowed().test(before)).as("%s is allowed", write).isFalse();
        checkMet(write, before, fold);
      }
      case WriteOutcome.Invalid(String message) ->
          assertThat(message).as("%s is possible", write).isEmpty();
      case WriteOutcome.InDoubt() -> {}
      case WriteOutcome.Conflict() -> assertThat(counted).as("%s is not in", write).isEmpty();
      case WriteOutcome.Throttled() -> assertThat(counted).as("%s is not in", write).isEmpty();
      case WriteOutcome.Unavailable() -> assertThat(counted).as("%s is not in", write).isEmpty();
    }
  }

  /** What changed nothing tells of an item that counted at some moment while it was under way. */
  private static void checkMet(Asked write, Optional<EncodedItem> before, NaiveFold fold) {
    List<Optional<EncodedItem>> met =
        fold.visible(write.key(), write.offset, write.answers.getFirst().offset());
    assertThat(met).as("what %s met", write).contains(before);
  }

  /** Whoever is told of a write finds it, or what came after it. */
  private static void checkVisible(Asked write, NaiveFold.Counted counted) {
    Version version = counted.change().version();
    Optional<ItemState> held = write.answers.getFirst().held();
    assertThat(held.filter(state -> state.context().covers(version)))
        .as("%s is visible when it is answered", write)
        .isPresent();
  }

  /** A delete is known by the item that it deleted. */
  private void checkDeletes(NaiveFold fold) {
    List<NaiveFold.Counted> tombstones = new ArrayList<>(fold.writes());
    tombstones.removeIf(each -> each.change().content() instanceof Content.Present);
    for (Asked write : asked) {
      if (write.wish.content().isEmpty()
          && write.outcome()
              instanceof
              WriteOutcome.Written(Optional<EncodedItem> before, Optional<EncodedItem> after, var _)
          && !before.equals(after)) {
        List<NaiveFold.Counted> found =
            tombstones.stream()
                .filter(each -> each.change().key().equals(write.key()))
                .filter(each -> each.before().equals(before))
                .toList();
        assertThat(found).as("%s counts once", write).hasSize(1);
        checkEffect(write, found.getFirst());
        checkVisible(write, found.getFirst());
        tombstones.removeAll(found);
      }
    }
    for (NaiveFold.Counted left : tombstones) {
      assertThat(unknownDeletes(left)).as("somebody may have asked for %s", left).isPositive();
    }
  }

  private long unknownDeletes(NaiveFold.Counted tombstone) {
    return asked.stream()
        .filter(each -> each.key().equals(tombstone.change().key()))
        .filter(each -> each.outcome() instanceof WriteOutcome.InDoubt)
        .filter(each -> each.wish.allowed().test(tombstone.before()))
        .filter(
            each ->
                each.wish
                    .effect()
                    .apply(tombstone.before())
                    .equals(Optional.of(tombstone.change().content())))
        .count();
  }

  private static void checkVersions(NaiveFold fold) {
    List<Version> versions = fold.writes().stream().map(each -> each.change().version()).toList();
    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  private static long offset(Store store) {
    return store.applied(PARTITION).position().nextOffset();
  }
}
