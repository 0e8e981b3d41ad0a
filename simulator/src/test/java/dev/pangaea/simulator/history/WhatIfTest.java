package dev.pangaea.simulator.history;

import static dev.pangaea.simulator.history.RecordedRegion.EU;
import static dev.pangaea.simulator.history.RecordedRegion.US;
import static dev.pangaea.simulator.history.RecordedRegion.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies would have made of recorded writes. */
class WhatIfTest {
  private static final List<String> ALL =
      List.of("last-writer-wins", "attribute-last-writer-wins", "mergeable");
  private static final Set<String> KEYS = Set.of("p");

  private RecordedPair pair;

  @BeforeEach
  void begin() throws Exception {
    pair = new RecordedPair();
    pair.write(US, item("v", "first", "n", 1));
    pair.meet();
  }

  @Test
  void writesOfDifferentAttributesAreBothKeptByAttribute() throws Exception {
    pair.update(US, item -> with(item, "v", text("us")));
    pair.update(EU, item -> with(item, "n", number(5)));
    pair.meet();
    assertThat(WhatIf.of(pair.table(), ALL).text(9))
        .isEqualTo(
            """
            t: 1 items were in conflict, with 2 concurrent writes

                                      last-writer-wins  attribute-last-writer-wins                   mergeable
            kept                                     1                           2                           2
            kept in part                             0                           0                           0
            lost                                     1                           0                           0

            1 of these writes come out differently
              1970-01-01T00:00:03Z  us-east-1 wrote "k": v = {"S":"us"}
                last-writer-wins            lost
                attribute-last-writer-wins  kept
                mergeable                   kept

            Logs hold what writes left, not what they asked for: a write is taken for one of the attributes that it changed, and one that
            made or deleted the item for one of the whole item. Under mergeable, a number that changed is taken for one that was
            added to, and a set that only grew or shrank for elements put in or taken out.
            """);
  }

  @Test
  void ofTwoWritesOfOneAttributeOneIsLostEitherWay() throws Exception {
    pair.update(US, item -> with(with(item, "v", text("us")), "w", text("alone")));
    pair.update(EU, item -> with(item, "v", text("eu")));
    pair.meet();
    assertThat(outcomes("attribute-last-writer-wins")).containsExactly("[w] [v]", "[v] []");
    assertThat(outcomes("last-writer-wins")).containsExactly("[] [v, w]", "[v] []");
  }

  @Test
  void additionsAndElementsMerge() throws Exception {
    pair.update(US, item -> with(with(item, "n", number(3)), "s", set("a")));
    pair.meet();
    pair.update(US, item -> with(with(item, "n", number(4)), "s", set("a", "b")));
    pair.update(EU, item -> with(with(item, "n", number(13)), "s", set("a", "c")));
    pair.meet();
    assertThat(outcomes("attribute-last-writer-wins")).containsExactly("[] [n, s]", "[n, s] []");
    assertThat(outcomes("mergeable")).containsExactly("[n, s] []", "[n, s] []");
    assertThat(replay(ConflictPolicy.MERGEABLE).values())
        .extracting(state -> Shown.content(state.content()))
        .containsOnly(
            "{\"n\":{\"N\":\"14\"},\"p\":{\"S\":\"k\"},\"s\":{\"SS\":[\"a\",\"b\",\"c\"]},\"v\":{\"S\":\"first\"}}");
  }

  @Test
  void aDeletionAndAnUpdateOfALaterTimeAreTold() throws Exception {
    pair.write(US, new Content.Deleted());
    pair.update(EU, item -> with(item, "n", number(5)));
    pair.meet();
    assertThat(outcomes("last-writer-wins")).containsExactly("[] [the item]", "[n] []");
    pair.write(US, new Content.Deleted());
    pair.write(EU, new Content.Deleted());
    pair.meet();
    assertThat(outcomes("last-writer-wins")).hasSize(4).endsWith("[the item] []", "[the item] []");
  }

  @Test
  void whatWasNotInConflictIsNotLookedAt() throws Exception {
    pair.update(US, item -> with(item, "v", text("us")));
    pair.meet();
    assertThat(outcomes("last-writer-wins")).isEmpty();
    assertThat(new ObjectMapper().readTree(WhatIf.of(pair.table(), ALL).json()).get("writes"))
        .isEmpty();
  }

  @Test
  void aPolicyThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> WhatIf.of(pair.table(), List.of("nope")))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("no policy: nope");
  }

  @Test
  void underTheRecordedPolicyAllIsAsRecordedAndUnderAnyRegionsAgree() throws Exception {
    for (long seed = 1; seed <= 200; seed++) {
      pair = new RecordedPair();
      play(new SplittableRandom(seed));
      SortedMap<RegionName, ItemState> same = replay(ConflictPolicy.LAST_WRITER_WINS);
      assertThat(same).as("seed %d", seed).isEqualTo(pair.held());
      for (ConflictPolicy policy : ConflictPolicy.values()) {
        SortedMap<RegionName, ItemState> held = replay(policy);
        assertThat(held.get(US)).as("%s, seed %d", policy, seed).isEqualTo(held.get(EU));
      }
    }
  }

  private void play(SplittableRandom random) {
    for (int step = 0; step < 12; step++) {
      RegionName region = random.nextBoolean() ? US : EU;
      int number = random.nextInt(100);
      switch (random.nextInt(7)) {
        case 0 -> pair.write(region, new Content.Deleted());
        case 1 -> pair.write(region, item("v", "made" + number));
        case 2 -> pair.update(region, item -> with(item, "v", text("t" + number)));
        case 3 -> pair.update(region, item -> with(item, "n", number(number)));
        case 4 -> pair.update(region, item -> with(item, "s", set("e" + number % 3, "f")));
        default -> pair.arrive(region);
      }
    }
    pair.meet();
    if (pair.held().size() < 2) {
      pair.write(US, item());
      pair.meet();
      pair.write(EU, item());
      pair.meet();
    }
  }

  private SortedMap<RegionName, ItemState> replay(ConflictPolicy policy) throws Exception {
    List<Mention> steps = Timeline.of(pair.readings());
    return Replay.of(policy, steps, WhatIf.effects(steps), KEYS).held();
  }

  /** What was kept and what was lost of each concurrent write. */
  private List<String> outcomes(String policy) throws Exception {
    return WhatIf.of(pair.table(), List.of(policy)).judged().stream()
        .map(each -> each.outcomes().getFirst())
        .map(outcome -> outcome.kept() + " " + outcome.lost())
        .toList();
  }

  private static Item with(Item item, String name, AttributeValue value) {
    TreeMap<String, AttributeValue> next = new TreeMap<>(item.attributes());
    next.put(name, value);
    return Item.of(next);
  }

  private static AttributeValue text(String value) {
    return new StringValue(value);
  }

  private static AttributeValue number(int value) {
    return new NumberValue(BigDecimal.valueOf(value));
  }

  private static AttributeValue set(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }
}
