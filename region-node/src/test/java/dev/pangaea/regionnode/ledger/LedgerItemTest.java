package dev.pangaea.regionnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Nesting;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.resolve.Stamping;
import dev.pangaea.conflict.resolve.Touch;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LedgerItemTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final TableLabel ORDERS = new TableLabel("orders", "customer", Optional.of("n"));
  private static final EncodedKey KEY =
      EncodedKey.of(PrimaryKey.of(new StringValue("c/7"), NumberValue.of(-12)));
  private static final ConflictAt AT = new ConflictAt(1_763_752_560_120L, 42, 3);
  private static final LedgerId ID = new LedgerId(new PartitionId(5, 2), AT);
  private static final ItemState HERE = state(EU, 9, present("v", new StringValue("here")));
  private static final ItemState ARRIVED = state(US, 7, present("v", new StringValue("there")));

  @Test
  void bothWritesComeBackWhole() {
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, ARRIVED, HERE);
    assertThat(row.id()).isEqualTo(ID);
    assertThat(row.table()).isEqualTo("orders");
    assertThat(row.key(ORDERS)).isEqualTo(KEY);
    assertThat(row.outcome()).isEqualTo("ARRIVED_LOST");
    assertThat(row.rule()).isEqualTo("some-rule");
    assertThat(row.winner()).isEqualTo(HERE);
    assertThat(row.loser()).isEqualTo(ARRIVED);
    assertThat(row.side(Side.HERE)).isEqualTo(HERE);
    assertThat(row.side(Side.ARRIVED)).isEqualTo(ARRIVED);
    assertThat(row.restoredAs()).isEmpty();
  }

  @Test
  void aDeleteIsNoImage() {
    ItemState deleted = state(US, 12, new Content.Deleted());
    LedgerRow row = row(Decided.ARRIVED_WON, HERE, deleted, deleted);
    assertThat(row.winner()).isEqualTo(deleted);
    assertThat(row.loser()).isEqualTo(HERE);
  }

  @Test
  void itNamesWhatEachSideLost() {
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, ARRIVED, HERE);
    assertThat(side(row, "loser").get("lost"))
        .isEqualTo(new StringSetValue(new TreeSet<>(List.of("v"))));
    assertThat(side(row, "winner")).doesNotContainKeys("lost", "deleteLost");
  }

  @Test
  void aLostDeletionIsOneAndNotAListOfNames() {
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, state(US, 7, new Content.Deleted()), HERE);
    assertThat(side(row, "loser").get("deleteLost")).isEqualTo(new BooleanValue(true));
    assertThat(side(row, "loser")).doesNotContainKey("lost");
  }

  @Test
  void aMergeHoldsImagesOnlyIfItLostSomething() {
    LedgerRow some = merged("w", "v");
    assertThat(some.isMerge()).isTrue();
    assertThat(some.hasImages()).isTrue();
    assertThat(side(some, "loser").get("lost"))
        .isEqualTo(new StringSetValue(new TreeSet<>(List.of("v"))));
    assertThat(some.left()).isNotEqualTo(some.winner().content());

    LedgerRow nothing = merged("w");
    assertThat(nothing.isMerge()).isTrue();
    assertThat(nothing.hasImages()).isFalse();
    assertThat(nothing.item().attribute("result")).isEmpty();
    assertThat(side(nothing, "winner")).doesNotContainKeys("lost", "image");
    assertThat(side(nothing, "loser")).doesNotContainKeys("lost", "image");
  }

  @Test
  void aRestorationIsMarkedAndChangesNothingElse() {
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, ARRIVED, HERE);
    Version as = new Version(HybridTime.of(99, 7), EU);
    LedgerRow restored = row.restored(as, 1234);
    assertThat(restored.restoredAs()).contains(as);
    assertThat(restored.loser()).isEqualTo(ARRIVED);
    assertThat(restored.id()).isEqualTo(ID);
  }

  @Test
  void withoutItsImagesItTellsAllElse() {
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, ARRIVED, HERE);
    LedgerRow left = row.withoutImages();
    assertThat(side(left, "winner")).doesNotContainKey("image").containsKeys("version", "context");
    assertThat(side(left, "loser")).doesNotContainKey("image").containsKeys("version", "context");
    assertThat(left.item().attribute("imagesLeftOut")).isPresent();
    assertThat(left.id()).isEqualTo(ID);
  }

  @Test
  void theDeepestItemFits() {
    AttributeValue deep = new StringValue("x");
    for (int level = 0; level < Nesting.AROUND_MAX; level++) {
      deep = new ListValue(List.of(deep));
    }
    ItemState deepest = state(US, 3, present("v", deep));
    LedgerRow row = row(Decided.ARRIVED_LOST, HERE, deepest, HERE);
    assertThat(new LedgerRow(EncodedItem.of(row.item()).decode()).loser()).isEqualTo(deepest);
  }

  @Test
  void idsSortByTimeThenByPlaceInTheLog() {
    assertThat(ID.text()).isEqualTo("2025-11-21T19:16:00.120Z-00005-002-000000000042-0003");
    assertThat(LedgerId.parse(ID.text())).contains(ID);
    assertThat(text(AT.decidedMillis(), 9, 0)).isLessThan(text(AT.decidedMillis(), 10, 0));
    assertThat(text(AT.decidedMillis(), 9, 9)).isLessThan(text(AT.decidedMillis(), 9, 10));
    assertThat(text(AT.decidedMillis(), 999, 0)).isLessThan(text(AT.decidedMillis() + 1, 1, 0));
  }

  @Test
  void whatIsNoIdIsNone() {
    for (String text :
        List.of(
            "", "x", ID.text() + "0", ID.text().replace("T", " "), ID.text().replace("005", "5"))) {
      assertThat(LedgerId.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void noTwoKeysHaveTheSameText() {
    assertThat(ItemText.of(KEY)).isEqualTo("c\\/7/-12");
    assertThat(text("a/b", "c")).isNotEqualTo(text("a", "b/c"));
    assertThat(text("a\\", "c")).isNotEqualTo(text("a", "\\c"));
    assertThat(ItemText.of(key(new BinaryValue(Bytes.copyOf((byte) 1, (byte) -1)))))
        .isEqualTo("Af8=");
    String longest = "\ud83d\ude00".repeat(500);
    assertThat(text(longest, "a").getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(ItemText.BYTES_MAX);
    assertThat(text(longest, "a")).isNotEqualTo(text(longest, "b"));
  }

  private static LedgerRow row(
      Decided decided, ItemState here, ItemState arrived, ItemState shown) {
    Context both = here.context().merge(arrived.context());
    ItemState after = new ItemState(shown.version(), both, shown.content());
    Conflict conflict = new Conflict(AT, KEY, "some-rule", decided, after, here, arrived);
    return new LedgerRow(EncodedItem.of(LedgerItem.of(ORDERS, ID, conflict)).decode());
  }

  /** One region has changed v and x, and another one then these. */
  private static LedgerRow merged(String... names) {
    ItemState here = updated(HERE, new Version(HybridTime.of(20, 0), US), "v");
    here = updated(here, new Version(HybridTime.of(21, 0), US), "x");
    ItemState arrived = HERE;
    long later = 30;
    for (String name : names) {
      arrived = updated(arrived, new Version(HybridTime.of(later++, 0), EU), name);
    }
    Resolution met = Join.resolve(Optional.of(here), arrived.asChange(KEY));
    Conflict conflict = new Conflict(AT, KEY, "some-rule", (Resolution.Conflict) met);
    return new LedgerRow(EncodedItem.of(LedgerItem.of(ORDERS, ID, conflict)).decode());
  }

  private static ItemState updated(ItemState before, Version version, String name) {
    Item item = before.content().visible().orElseThrow().decode();
    TreeMap<String, AttributeValue> values = new TreeMap<>(item.attributes());
    values.put(name, new StringValue(version.toString()));
    Item after = Item.of(values);
    return new ItemState(
        version,
        before.context().with(version),
        new Content.Present(EncodedItem.of(after)),
        Stamping.update(
            ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS,
            Optional.of(before),
            version,
            item,
            after,
            Set.of("customer", "n"),
            new TreeMap<>(Map.of(name, new Touch.Whole()))));
  }

  private static Map<String, AttributeValue> side(LedgerRow row, String name) {
    return ((AttributeValue.MapValue) row.item().attribute(name).orElseThrow()).entries();
  }

  private static String text(long millis, long offset, int index) {
    return new LedgerId(ID.partition(), new ConflictAt(millis, offset, index)).text();
  }

  private static String text(String partitionKey, String sortKey) {
    return ItemText.of(
        EncodedKey.of(PrimaryKey.of(new StringValue(partitionKey), new StringValue(sortKey))));
  }

  private static EncodedKey key(AttributeValue value) {
    return EncodedKey.of(PrimaryKey.of(value));
  }

  private static ItemState state(RegionName region, long millis, Content content) {
    Version version = new Version(HybridTime.of(millis, 1), region);
    return new ItemState(
        version, Context.of(version).with(new Version(HybridTime.of(2, 0), US)), content);
  }

  private static Content present(String name, AttributeValue value) {
    return new Content.Present(
        EncodedItem.of(
            Item.of(
                Map.of(
                    "customer", new StringValue("c/7"), "n", NumberValue.of(-12), name, value))));
  }
}
