package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.simulator.story.world.WorldStage;
import dev.pangaea.simulator.world.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A story that is not so is found out, at the step where it is not. */
class TellingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          us-east-1 get k = {"n": 2}                  | expected {"n": 2}, found {"n": 1}
          us-east-1 read k = absent                   | expected absent, found {"n": 1}
          eu-west-1 sees k = {"n": 2}                 | expected {"n": 2}, found {"n": 1}
          us-east-1 put k {} if absent                | expected success, found a condition that fails
          fails us-east-1 put k {}                    | expected a condition that fails, found success
          fails us-east-1 transact put k {}           | expected a condition that fails, found success
          us-east-1 update k add n "x"                | the region refuses it: Invalid UpdateExpression
          us-east-1 update k add n <<1>>              | the region refuses it: An operand
          conflicts = 1                               | expected 1, found 0
          lost k = {"n": 1}                           | expected {"n": 1} among what lost, found []
          same-time never-there                       | the times differ: nothing there, nothing there
          """)
  void saysWhichStepDoesNotHoldAndWhy(String step, String reason) {
    List<String> told = new ArrayList<>();
    Optional<Telling.Told> broken =
        tell("us-east-1 put k {\"n\": 1}\n" + step + "\nheal", Parts.REAL, told);
    assertThat(broken).isPresent();
    assertThat(broken.get().line().number()).isEqualTo(2);
    assertThat(broken.get().verdict())
        .isInstanceOfSatisfying(
            Verdict.Broken.class, found -> assertThat(found.reason()).startsWith(reason));
    assertThat(told).hasSize(2).first().asString().startsWith("✓ us-east-1 put k");
    assertThat(told).last().asString().startsWith("✗ " + step).contains("line 2: ");
  }

  @Test
  void regionsThatAreCutOffDoNotConverge() {
    assertThat(
            tell(
                "cut us-east-1 eu-west-1\nus-east-1 put k {}\nconverged",
                Parts.REAL,
                new ArrayList<>()))
        .get()
        .asString()
        .contains("the regions do not converge within 30 s: eu-west-1 stands at");
  }

  @Test
  void aCrashedRegionAnswersNothing() {
    assertThat(tell("crash us-east-1\nus-east-1 put k {}", Parts.REAL, new ArrayList<>()))
        .get()
        .asString()
        .contains("the node of us-east-1 is down");
  }

  /** The known traps are worth nothing if a product that falls into them is not found out. */
  @Test
  void aStoreThatForgetsDeletionsIsFoundOut() {
    Parts forgetful =
        new Parts() {
          @Override
          public Store store(Store store) {
            return new ForwardingStore(store) {
              @Override
              public Optional<ItemState> item(PartitionId partition, EncodedKey key) {
                return super.item(partition, key)
                    .filter(state -> state.content() instanceof Content.Present);
              }
            };
          }
        };
    assertThat(broken("a-deleted-item-does-not-come-back-with-a-late-write", forgetful)).isTrue();
    assertThat(broken("a-new-index-does-not-forget-what-was-deleted", forgetful)).isTrue();
  }

  @Test
  void aReplicatorThatLosesChangesIsFoundOut() {
    Parts lossy =
        new Parts() {
          @Override
          public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
            return new Delivery(
                delivery.table(), delivery.partition(), delivery.from(), delivery.to(), List.of());
          }
        };
    assertThat(broken("what-is-written-in-one-region-is-read-in-the-others", lossy)).isTrue();
    assertThat(broken("a-cut-of-one-way-holds-back-and-loses-nothing", lossy)).isTrue();
  }

  private static boolean broken(String story, Parts parts) {
    return Telling.tell(StoryFiles.named(story), new WorldStage(parts), told -> {}).isPresent();
  }

  private static Optional<Telling.Told> tell(String text, Parts parts, List<String> told) {
    return Telling.tell(
        StoryReader.read("told", text), new WorldStage(parts), each -> told.add(each.toString()));
  }
}
