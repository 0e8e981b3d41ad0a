package dev.pangaea.regionnode.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.enhanced.dynamodb.Document;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads through the object mapper of the AWS SDK for Java. */
class MappedReadsTest {
  @RegisterExtension
  private static final MappedTable<MappedOrder> ORDERS = MappedTable.of(MappedOrder.class);

  private final DynamoDbTable<MappedOrder> orders = ORDERS.table();

  @BeforeAll
  static void put() {
    for (int number = 0; number < 12; number++) {
      ORDERS
          .table()
          .putItem(
              MappedOrder.of("ann", number)
                  .status(number % 3 == 0 ? "open" : "done", 100L - number));
    }
    ORDERS.table().putItem(MappedOrder.of("bob", 50).status("open", 1L));
  }

  @Test
  void aPartitionIsReadPageByPage() {
    List<Page<MappedOrder>> pages = new ArrayList<>();
    orders
        .query(
            query -> query.queryConditional(QueryConditional.keyEqualTo(partition("ann"))).limit(5))
        .forEach(pages::add);
    assertThat(pages).extracting(page -> page.items().size()).containsExactly(5, 5, 2);
    assertThat(numbers(pages.stream().flatMap(page -> page.items().stream()).toList()))
        .isEqualTo(IntStream.range(0, 12).boxed().toList());
    assertThat(pages.getLast().lastEvaluatedKey()).isNull();
  }

  @Test
  void aFilterLeavesOutAndTheOrderTurns() {
    Expression open =
        Expression.builder()
            .expression("#status = :open")
            .putExpressionName("#status", "status")
            .putExpressionValue(":open", AttributeValue.fromS("open"))
            .build();
    Page<MappedOrder> page =
        orders
            .query(
                query ->
                    query
                        .queryConditional(
                            QueryConditional.sortBetween(sorted("ann", 2), sorted("ann", 9)))
                        .filterExpression(open)
                        .scanIndexForward(false)
                        .attributesToProject("customer", "number"))
            .iterator()
            .next();
    assertThat(numbers(page.items())).containsExactly(9, 6, 3);
    assertThat(page.count()).isEqualTo(3);
    assertThat(page.scannedCount()).isEqualTo(8);
    assertThat(page.items().getFirst().getStatus()).isNull();
  }

  @Test
  void aGlobalIndexIsAskedAsATableIs() {
    List<MappedOrder> found = new ArrayList<>();
    orders
        .index(MappedOrder.BY_STATUS)
        .query(
            query ->
                query
                    .queryConditional(QueryConditional.sortGreaterThan(sorted("open", 3)))
                    .limit(2))
        .forEach(page -> found.addAll(page.items()));
    assertThat(numbers(found)).containsExactly(6, 9, 50);
  }

  @Test
  void aLocalIndexIsReadConsistently() {
    List<MappedOrder> found = new ArrayList<>();
    orders
        .index(MappedOrder.BY_TOTAL)
        .query(
            query ->
                query
                    .queryConditional(QueryConditional.sortLessThan(sorted("ann", 92)))
                    .consistentRead(true))
        .forEach(page -> found.addAll(page.items()));
    assertThat(numbers(found)).containsExactly(11, 10, 9);
  }

  @Test
  void aScanMeetsEveryItemOnce() {
    List<Integer> all = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
    all.add(50);
    List<MappedOrder> found = new ArrayList<>();
    orders.scan(scan -> scan.limit(4)).items().forEach(found::add);
    assertThat(numbers(found)).containsExactlyInAnyOrderElementsOf(all);

    List<MappedOrder> inParts = new ArrayList<>();
    for (int segment = 0; segment < 3; segment++) {
      int part = segment;
      orders.scan(scan -> scan.segment(part).totalSegments(3)).items().forEach(inParts::add);
    }
    assertThat(numbers(inParts)).containsExactlyInAnyOrderElementsOf(all);

    List<MappedOrder> ofIndex = new ArrayList<>();
    orders.index(MappedOrder.BY_STATUS).scan().forEach(page -> ofIndex.addAll(page.items()));
    assertThat(numbers(ofIndex)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aBatchFindsWhatIsThere() {
    BatchGetResultPage page =
        ORDERS
            .mapper()
            .batchGetItem(
                batch ->
                    batch.addReadBatch(
                        ReadBatch.builder(MappedOrder.class)
                            .mappedTableResource(orders)
                            .addGetItem(sorted("ann", 1))
                            .addGetItem(sorted("bob", 50))
                            .addGetItem(sorted("nobody", 0))
                            .build()))
            .iterator()
            .next();
    assertThat(numbers(page.resultsForTable(orders))).containsExactlyInAnyOrder(1, 50);
    assertThat(page.unprocessedKeysForTable(orders)).isEmpty();
  }

  @Test
  void aTransactionReadsInOrder() {
    List<Document> read =
        ORDERS
            .mapper()
            .transactGetItems(
                transaction ->
                    transaction
                        .addGetItem(orders, sorted("bob", 50))
                        .addGetItem(orders, sorted("nobody", 0))
                        .addGetItem(orders, sorted("ann", 3)));
    assertThat(read.get(0).getItem(orders).getNumber()).isEqualTo(50);
    assertThat(read.get(1).getItem(orders)).isNull();
    assertThat(read.get(2).getItem(orders).getTotal()).isEqualTo(97);
  }

  private static Key partition(String value) {
    return Key.builder().partitionValue(value).build();
  }

  private static Key sorted(String partition, int sort) {
    return Key.builder().partitionValue(partition).sortValue(sort).build();
  }

  private static List<Integer> numbers(List<MappedOrder> orders) {
    return orders.stream().map(MappedOrder::getNumber).toList();
  }
}
