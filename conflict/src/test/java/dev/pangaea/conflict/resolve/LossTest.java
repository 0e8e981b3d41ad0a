package dev.pangaea.conflict.resolve;

import static dev.pangaea.conflict.resolve.ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.MERGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.resolve.PolicyWorld.Met;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What each side of a conflict lost. */
class LossTest {
  private static final AttributeValue NEW = new StringValue("new");

  private final PolicyWorld world = new PolicyWorld(2);
  private long millis;

  @Property(tries = 300)
  void whatIsLostIsWhatTheWritesOfASideSayOtherwise(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<PolicyStep> steps) {
    for (Met met : met(regions, steps)) {
      assertThat(here(met.conflict())).isEqualTo(NaiveLoss.of(met.here(), met.arrived()));
      assertThat(arrived(met.conflict())).isEqualTo(NaiveLoss.of(met.arrived(), met.here()));
    }
  }

  @Property(tries = 300)
  void underLastWriterWinsTheLoserLosesWhatDiffersAndTheWinnerNothing(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("lastWriterWins") List<PolicyStep> steps) {
    for (Met met : met(regions, steps)) {
      Resolution.Conflict conflict = met.conflict();
      boolean won = conflict.decided() == Decided.ARRIVED_WON;
      Loss winner = won ? arrived(conflict) : here(conflict);
      Loss loser = won ? here(conflict) : arrived(conflict);
      Map<String, AttributeValue> wrote =
          Join.visible(won ? conflict.here() : conflict.arrived()).attributes();
      Map<String, AttributeValue> left = Join.visible(conflict.after()).attributes();
      TreeSet<String> differs = new TreeSet<>(wrote.keySet());
      differs.addAll(left.keySet());
      differs.removeIf(name -> left.containsKey(name) && left.get(name).equals(wrote.get(name)));
      boolean deletion = wrote.isEmpty() && !left.isEmpty();
      assertThat(winner.isNothing()).isTrue();
      assertThat(loser).isEqualTo(new Loss(deletion, deletion ? new TreeSet<>() : differs));
    }
  }

  @Example
  void whatTheOtherHadSeenAndChangedIsNotLost() {
    everywhere(put(Map.of("a", new StringValue("old"), "b", new StringValue("old"))));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("a", NEW));
    write(1, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW));
    assertLost(List.of(), List.of());
  }

  @Example
  void aRemovalThatALaterSetReplacesIsLost() {
    everywhere(put(Map.of("a", new StringValue("old"), "b", new StringValue("old"))));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Remove("a"));
    write(1, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("a", NEW));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW));
    assertLost(List.of("a"), List.of());
  }

  @Example
  void additionsThatAddUpLoseNothing() {
    everywhere(put(Map.of("n", NumberValue.of(5))));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, add(2));
    assertLost(List.of(), List.of());
  }

  @Example
  void anAdditionToWhatIsDeletedIsLost() {
    everywhere(put(Map.of("n", NumberValue.of(5))));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, new Wish.Delete());
    assertLost(List.of("n", PolicyWorld.PK), List.of());
  }

  @Example
  void anElementThatALaterWriteTakesOutIsLost() {
    everywhere(put(Map.of("s", strings("a", "b"))));
    write(0, MERGEABLE, new Wish.Elements("s", strings("c"), true));
    write(0, MERGEABLE, new Wish.Elements("s", strings("a"), true));
    write(1, MERGEABLE, new Wish.Elements("s", strings("a"), false));
    assertLost(List.of("s"), List.of());
  }

  @Example
  void ofADeletionThatALaterUpdateUndoesNoAttributeIsNamed() {
    everywhere(put(Map.of("a", new StringValue("old"))));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Delete());
    write(1, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW));
    Resolution.Conflict conflict = conflict();
    assertThat(arrived(conflict)).isEqualTo(new Loss(true, new TreeSet<>()));
    assertThat(here(conflict).isNothing()).isTrue();
  }

  @Example
  void aDeleteAboveAnAdditionLeavesNothingOfIt() {
    everywhere(put(Map.of("n", NumberValue.of(5))));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, new Wish.Delete());
    assertThat(conflict().decided()).isEqualTo(Decided.ARRIVED_LOST);
    world.deliver(1, 0, 9, 0);
    assertThat(world.region(0).ledger)
        .extracting(Resolution.Conflict::decided)
        .containsExactly(Decided.ARRIVED_WON);
  }

  /** Of the first region's writes, which arrive in the second, and of the second's. */
  private void assertLost(List<String> first, List<String> second) {
    Resolution.Conflict conflict = conflict();
    assertThat(arrived(conflict)).isEqualTo(new Loss(false, new TreeSet<>(first)));
    assertThat(here(conflict)).isEqualTo(new Loss(false, new TreeSet<>(second)));
  }

  /** That the second region meets, of all that each had written. */
  private Resolution.Conflict conflict() {
    world.copy(0, 1);
    return world.region(1).ledger.getLast();
  }

  private static Loss here(Resolution.Conflict conflict) {
    return Loss.of(conflict.here(), conflict.arrived(), conflict.after());
  }

  private static Loss arrived(Resolution.Conflict conflict) {
    return Loss.of(conflict.arrived(), conflict.here(), conflict.after());
  }

  private static List<Met> met(int regions, List<PolicyStep> steps) {
    PolicyWorld played = new PolicyWorld(regions);
    PolicyStep.play(steps, played);
    played.deliverAll();
    return played.regions.stream().flatMap(region -> region.met.stream()).toList();
  }

  private void everywhere(Wish wish) {
    write(0, LAST_WRITER_WINS, wish);
    world.deliverAll();
  }

  private void write(int region, ConflictPolicy policy, Wish wish) {
    millis++;
    assertThat(world.region(region).write(policy, wish, millis)).isPresent();
  }

  private static Wish put(Map<String, AttributeValue> values) {
    TreeMap<String, AttributeValue> all = new TreeMap<>(values);
    all.put(PolicyWorld.PK, PolicyWorld.PK_VALUE);
    return new Wish.Put(all);
  }

  private static Wish add(long amount) {
    return new Wish.Add("n", BigDecimal.valueOf(amount));
  }

  private static StringSetValue strings(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }

  @Provide
  Arbitrary<List<PolicyStep>> steps() {
    return PolicyStep.lasting(Arbitraries.of(ConflictPolicy.values()));
  }

  @Provide
  Arbitrary<List<PolicyStep>> lastWriterWins() {
    return PolicyStep.lasting(Arbitraries.just(LAST_WRITER_WINS));
  }
}
