package dev.pangaea.conflict.resolve;

import static dev.pangaea.conflict.resolve.ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.MERGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.StampsCodec;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Numbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who wins when: one example of each. */
class PoliciesTest {
  private final PolicyWorld world = new PolicyWorld(3);
  private long millis;

  @Test
  void byAttributeBothOfTwoUpdatesThatNameDifferentOnesStay() {
    everywhere(put("n", NumberValue.of(1)));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("a", new StringValue("here")));
    write(1, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", new StringValue("there")));
    world.deliverAll();
    assertShows("a", new StringValue("here"));
    assertShows("b", new StringValue("there"));
    assertThat(world.region(0).ledger)
        .extracting(Resolution.Conflict::decided)
        .containsExactly(Decided.MERGED);
  }

  @Test
  void underLastWriterWinsOnlyTheLaterOneStays() {
    everywhere(put("n", NumberValue.of(1)));
    write(0, LAST_WRITER_WINS, new Wish.Set("a", new StringValue("here")));
    write(1, LAST_WRITER_WINS, new Wish.Set("b", new StringValue("there")));
    world.deliverAll();
    assertShows("a");
    assertShows("b", new StringValue("there"));
  }

  @Test
  void additionsOfAllRegionsAddUpWhereNoItemWas() {
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, add(10));
    write(2, MERGEABLE, add(100));
    world.deliverAll();
    assertShows("n", NumberValue.of(111));
  }

  @Test
  void byAttributeTheLaterAdditionWinsWhole() {
    write(0, ATTRIBUTE_LAST_WRITER_WINS, add(1));
    write(1, ATTRIBUTE_LAST_WRITER_WINS, add(10));
    world.deliverAll();
    assertShows("n", NumberValue.of(10));
  }

  @Test
  void anAdditionThatALaterSetHadNotSeenIsOnTopOfIt() {
    everywhere(put("n", NumberValue.of(5)));
    write(0, MERGEABLE, add(1));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, new Wish.Set("n", NumberValue.of(50)));
    world.deliverAll();
    assertShows("n", NumberValue.of(52));
    write(2, MERGEABLE, new Wish.Set("n", NumberValue.of(0)));
    world.deliverAll();
    assertShows("n", NumberValue.of(0));
  }

  @Test
  void anAdditionThatAPutAfterADeleteHadNotSeenIsOnTopOfIt() {
    everywhere(put("n", NumberValue.of(5)));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, new Wish.Delete());
    write(1, MERGEABLE, put("n", NumberValue.of(50)));
    world.deliverAll();
    assertShows("n", NumberValue.of(51));
  }

  @Test
  void anItemThatIsMadeByAnAdditionShowsJustThatWhateverItsTombstoneCounts() {
    everywhere(put("n", NumberValue.of(5)));
    write(0, MERGEABLE, add(1));
    write(1, MERGEABLE, new Wish.Delete());
    world.deliverAll();
    assertThat(world.region(0).visible().attributes()).isEmpty();
    assertThat(world.region(2).item.orElseThrow().content()).isEqualTo(new Content.Deleted());
    write(2, MERGEABLE, add(7));
    assertThat(world.region(2).visible().attribute("n")).contains(NumberValue.of(7));
    write(0, MERGEABLE, add(30));
    world.deliverAll();
    assertShows("n", NumberValue.of(37));
  }

  @Test
  void anElementThatGoesInBesideOneThatGoesOutStays() {
    everywhere(put("s", strings("a", "b")));
    write(0, MERGEABLE, new Wish.Elements("s", strings("c"), true));
    write(1, MERGEABLE, new Wish.Elements("s", strings("a"), false));
    world.deliverAll();
    assertShows("s", strings("b", "c"));
  }

  @Test
  void ofOneElementThatGoesInAndOutTheLaterWriteHolds() {
    everywhere(put("s", strings("a", "b")));
    write(0, MERGEABLE, new Wish.Elements("s", strings("a"), true));
    write(1, MERGEABLE, new Wish.Elements("s", strings("a"), false));
    world.deliverAll();
    assertShows("s", strings("b"));
  }

  @Test
  void aDeleteIsOneOfTheWholeItemAndALaterUpdateSaysThatItExists() {
    everywhere(put("a", new StringValue("old")));
    write(0, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Delete());
    write(1, ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", new StringValue("new")));
    world.deliverAll();
    assertShows("a");
    assertShows("b", new StringValue("new"));
    assertShows(PolicyWorld.PK, PolicyWorld.PK_VALUE);
  }

  @Test
  void threeDeletesAtOnceAreOne() {
    everywhere(put("a", new StringValue("old")));
    for (int region = 0; region < 3; region++) {
      write(region, MERGEABLE, new Wish.Delete());
    }
    world.deliverAll();
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.item).isEqualTo(world.region(0).item);
      assertThat(region.item.orElseThrow().content()).isEqualTo(new Content.Deleted());
      assertThat(region.item.orElseThrow().stamps().isNone()).isTrue();
    }
  }

  @Test
  void aSumThatNoNumberHoldsIsTheNearestUntilItIsOneAgain() {
    write(0, MERGEABLE, add("9e125"));
    write(1, MERGEABLE, add("9e125"));
    world.deliverAll();
    assertShows("n", new NumberValue(Numbers.nearest(new BigDecimal("18e125"))));
    write(2, MERGEABLE, add("-9e125"));
    world.deliverAll();
    BigDecimal left = Numbers.nearest(new BigDecimal("18e125")).subtract(new BigDecimal("9e125"));
    assertShows("n", new NumberValue(left));
  }

  @Test
  void aSwitchHoldsForWritesFromThenOnWhereverItIsKnown() {
    everywhere(put("n", NumberValue.of(0)));
    write(0, MERGEABLE, add(1));
    write(1, LAST_WRITER_WINS, add(10));
    world.deliverAll();
    assertShows("n", NumberValue.of(11));
    write(0, LAST_WRITER_WINS, add(100));
    write(1, LAST_WRITER_WINS, add(1000));
    world.deliverAll();
    assertShows("n", NumberValue.of(1011));
  }

  @Test
  void aRegionThatForgotTheItemBeginsToCountAnew() {
    write(0, MERGEABLE, add(5));
    world.deliverAll();
    write(0, MERGEABLE, new Wish.Delete());
    world.deliverAll();
    world.region(0).item = Optional.empty();
    write(0, MERGEABLE, add(1));
    world.deliverAll();
    assertThat(world.region(1).visible().attribute("n")).contains(NumberValue.of(1));
    write(1, MERGEABLE, add(2));
    world.deliverAll();
    assertThat(world.region(0).visible().attribute("n")).contains(NumberValue.of(3));
    assertThat(world.region(1).visible().attribute("n")).contains(NumberValue.of(3));
  }

  @Test
  void stampsThatGrowTooLargeAreGivenUp() {
    everywhere(put("s", strings("a")));
    for (int each = 0; each < 200; each++) {
      String element = each + "x".repeat(1000);
      write(0, MERGEABLE, new Wish.Elements("s", strings(element), true));
      write(0, MERGEABLE, new Wish.Elements("s", strings(element), false));
      assertThat(ItemStateCodec.encode(world.region(0).item.orElseThrow()).length())
          .isLessThan(Stamping.STAMPS_BYTES_MAX + 4096);
    }
    write(1, MERGEABLE, new Wish.Elements("s", strings("b"), true));
    world.deliverAll();
    assertShows("s", strings("a", "b"));
  }

  @Test
  void countsOfManyAttributesAndRegionsAreNotTooLarge() {
    for (int region = 0; region < 3; region++) {
      for (int each = 0; each < 180; each++) {
        write(region, MERGEABLE, new Wish.Add("counter-" + each, BigDecimal.ONE));
      }
    }
    world.deliverAll();
    write(0, MERGEABLE, new Wish.Add("counter-0", BigDecimal.ONE));
    write(1, MERGEABLE, new Wish.Add("counter-0", BigDecimal.ONE));
    world.deliverAll();
    assertShows("counter-0", NumberValue.of(5));
  }

  @Test
  void anAdditionWhereItsRegionHasAddedBeforeIsOneHoweverLargeStampsAre() {
    for (int region = 0; region < 2; region++) {
      for (int each = 0; each < 45; each++) {
        write(region, MERGEABLE, new Wish.Add(longName(region, each), BigDecimal.ONE));
      }
    }
    world.deliverAll();
    assertThat(StampsCodec.encode(world.region(2).item.orElseThrow().stamps()).length())
        .isGreaterThan(Stamping.STAMPS_BYTES_MAX);
    write(0, MERGEABLE, new Wish.Add(longName(0, 0), BigDecimal.ONE));
    write(1, MERGEABLE, new Wish.Add(longName(1, 0), BigDecimal.ONE));
    world.deliverAll();
    assertShows(longName(0, 0), NumberValue.of(2));
    assertShows(longName(1, 0), NumberValue.of(2));
  }

  private static String longName(int region, int each) {
    return region + "-" + each + "x".repeat(700);
  }

  private void everywhere(Wish wish) {
    write(0, LAST_WRITER_WINS, wish);
    world.deliverAll();
  }

  /** Later ones have higher times. */
  private void write(int region, ConflictPolicy policy, Wish wish) {
    millis++;
    assertThat(world.region(region).write(policy, wish, millis)).isPresent();
  }

  private void assertShows(String name, AttributeValue... value) {
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.item).isEqualTo(world.region(0).item);
      assertThat(region.visible().attribute(name)).isEqualTo(Arrays.stream(value).findFirst());
    }
  }

  private static Wish add(long amount) {
    return new Wish.Add("n", BigDecimal.valueOf(amount));
  }

  private static Wish add(String amount) {
    return new Wish.Add("n", new BigDecimal(amount));
  }

  private static Wish put(String name, AttributeValue value) {
    return new Wish.Put(new TreeMap<>(Map.of(PolicyWorld.PK, PolicyWorld.PK_VALUE, name, value)));
  }

  private static StringSetValue strings(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }
}
