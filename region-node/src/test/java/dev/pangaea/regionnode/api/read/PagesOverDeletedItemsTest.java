package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Paging where most items are deleted, against a twin that keeps the others in a set. */
class PagesOverDeletedItemsTest {
  private static final int PARTITION_KEYS = 3;
  private static final int SORT_KEYS = 20;

  @Property(tries = 100)
  void pagesNeitherSkipNorRepeatAnItemAndPassOverNoMoreThanTheyMay(
      @ForAll @Size(max = PARTITION_KEYS * SORT_KEYS)
          List<@IntRange(max = PARTITION_KEYS * SORT_KEYS - 1) Integer> kept,
      @ForAll @IntRange(min = 1, max = 7) int passedMax,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll boolean forward) {
    SortedSet<Integer> twin = new TreeSet<>(kept);
    try (FakeRegion region = new FakeRegion().table("T", KeyAttribute.Type.N)) {
      Operations operations =
          Operations.of(
              region.operations.identity(),
              region.tables,
              region.store,
              region.leaders,
              new PageBounds(passedMax, Long.MAX_VALUE, Long.MAX_VALUE));
      Caller caller = new Caller(operations);
      for (int number = 0; number < PARTITION_KEYS * SORT_KEYS; number++) {
        put(caller, number);
        if (!twin.contains(number)) {
          delete(caller, number);
        }
      }
      List<Item> all = twin.stream().map(PagesOverDeletedItemsTest::item).toList();

      String scan = "'TableName':'T','Limit':" + limit;
      List<Pages.Answer> scanned = new Pages(caller, "Scan").pages(scan);
      assertThat(items(scanned)).containsExactlyInAnyOrderElementsOf(all);
      int deleted = PARTITION_KEYS * SORT_KEYS - twin.size();
      assertThat(scanned).hasSizeGreaterThanOrEqualTo(deleted / passedMax);

      for (int partition = 0; partition < PARTITION_KEYS; partition++) {
        String query =
            scan
                + ",'KeyConditionExpression':'p = :p','ScanIndexForward':%s,".formatted(forward)
                + "'ExpressionAttributeValues':{':p':{'S':'p%d'}}".formatted(partition);
        int first = partition * SORT_KEYS;
        SortedSet<Integer> wanted = twin.subSet(first, first + SORT_KEYS);
        List<Item> expected = wanted.stream().map(PagesOverDeletedItemsTest::item).toList();
        List<Pages.Answer> queried = new Pages(caller, "Query").pages(query);
        assertThat(items(queried)).isEqualTo(forward ? expected : expected.reversed());
        assertThat(queried).hasSizeGreaterThanOrEqualTo((SORT_KEYS - wanted.size()) / passedMax);
      }
    }
  }

  private static List<Item> items(List<Pages.Answer> pages) {
    List<Item> items = new ArrayList<>();
    pages.forEach(page -> items.addAll(page.items()));
    return items;
  }

  private static void put(Caller caller, int number) {
    caller.call("PutItem", "{'TableName':'T','Item':" + Pages.json(item(number)) + "}");
  }

  private static void delete(Caller caller, int number) {
    caller.call("DeleteItem", "{'TableName':'T','Key':" + Pages.json(item(number)) + "}");
  }

  private static Item item(int number) {
    return Item.of(
        Map.of(
            "p",
            new StringValue("p" + number / SORT_KEYS),
            "s",
            NumberValue.of(number % SORT_KEYS)));
  }
}
