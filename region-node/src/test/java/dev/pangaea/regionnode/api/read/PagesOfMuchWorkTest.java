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
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Paging where a page ends by what its filter costs. */
class PagesOfMuchWorkTest {
  private static final int ITEMS = 40;

  @Property(tries = 30)
  void pagesNeitherSkipNorRepeatAnItemAndTheSameRequestHasTheSamePages(
      @ForAll @IntRange(min = 1, max = 20) int rowsPerPage,
      @ForAll @IntRange(min = 1, max = 10) int least) {
    long ofARow = 2 * 8;
    try (FakeRegion region = new FakeRegion().table("T", KeyAttribute.Type.N)) {
      Operations operations =
          Operations.of(
              region.operations.identity(),
              region.tables,
              region.store,
              region.leaders,
              new PageBounds(Long.MAX_VALUE, Long.MAX_VALUE, rowsPerPage * ofARow));
      Caller caller = new Caller(operations);
      IntStream.range(0, ITEMS)
          .mapToObj(PagesOfMuchWorkTest::item)
          .forEach(
              item -> caller.call("PutItem", "{'TableName':'T','Item':" + Pages.json(item) + "}"));

      String query =
          "'TableName':'T','KeyConditionExpression':'p = :p',"
              + "'FilterExpression':'n >= :least AND attribute_exists(n)',"
              + "'ExpressionAttributeValues':{':p':{'S':'p'},':least':{'N':'%d'}}".formatted(least);
      List<Pages.Answer> pages = new Pages(caller, "Query").pages(query);
      List<Item> found = new ArrayList<>();
      pages.forEach(page -> found.addAll(page.items()));
      assertThat(found)
          .isEqualTo(IntStream.range(least, ITEMS).mapToObj(PagesOfMuchWorkTest::item).toList());
      assertThat(pages).allMatch(page -> page.scanned() <= rowsPerPage + 1);
      assertThat(pages.stream().mapToLong(Pages.Answer::scanned).sum()).isEqualTo(ITEMS);
      assertThat(new Pages(caller, "Query").pages(query)).isEqualTo(pages);
    }
  }

  private static Item item(int number) {
    return Item.of(
        Map.of(
            "p", new StringValue("p"), "s", NumberValue.of(number), "n", NumberValue.of(number)));
  }
}
