package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.item.Charges;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.Operand;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.table.TableView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageReaderTest {
  private final FakeRegion region = new FakeRegion().table("T");
  private final AtomicLong nanos = new AtomicLong();
  private final PageReader reader = new PageReader(new ReadPool(1, nanos::get), PageBounds.DEFAULT);
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final Thread caller = Thread.currentThread();
  private final List<Thread> readers = new ArrayList<>();
  private final AtomicInteger passed = new AtomicInteger();

  @AfterEach
  void close() {
    held.countDown();
    region.close();
  }

  @Test
  void aSmallPageIsReadWhereItIsAskedFor() {
    reader.read(plan(visitor -> rows(32, visitor)), replies::add);
    assertThat(replies).hasSize(1).first().isInstanceOf(Reply.Success.class);
    assertThat(readers).containsOnly(caller);
  }

  @Test
  void aLargerPageIsReadElsewhere() throws InterruptedException {
    reader.read(plan(visitor -> rows(33, visitor)), replies::add);
    assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void aPageThatPassesOverAThousandDeletedItemsIsReadWhereItIsAskedFor() {
    reader.read(plan(visitor -> deleted(1000, visitor)), replies::add);
    assertThat(replies).hasSize(1);
    assertThat(json(replies.remove())).isEqualTo("{'Items':[],'Count':0,'ScannedCount':0}");
    assertThat(readers).containsOnly(caller);
    assertThat(passed).hasValue(1000);
  }

  @Test
  void aPageThatPassesOverMoreDeletedItemsIsReadElsewhere() throws InterruptedException {
    reader.read(plan(visitor -> deleted(1001, visitor)), replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .isEqualTo("{'Items':[],'Count':0,'ScannedCount':0}");
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void aPageEndsWithTheLastDeletedItemThatItMayPassOver() throws InterruptedException {
    reader.read(plan(visitor -> deleted(1_000_000, visitor)), replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .isEqualTo(
            "{'Items':[],'Count':0,'ScannedCount':0,'LastEvaluatedKey':{'p':{'S':'deleted %d'}}}"
                .formatted(PageBounds.DEFAULT.passed() - 1));
    assertThat(readers).hasSize(3).startsWith(caller).doesNotHaveDuplicates();
    assertThat(passed).hasValue(1001 + 10_001 + 100_000);
  }

  @Test
  void whenTooManyWaitTheNextIsTurnedAway() throws InterruptedException {
    for (int read = 0; read < ReadPool.WAITING_MAX + 1; read++) {
      reader.read(plan(this::heldRows), replies::add);
    }
    assertThat(replies).isEmpty();
    reader.read(plan(this::heldRows), replies::add);
    assertThat(replies.take()).isEqualTo(new Reply.Failed(OperationFailures.THROTTLED));
    held.countDown();
    for (int read = 0; read < ReadPool.WAITING_MAX + 1; read++) {
      assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    }
  }

  @Test
  void aPageBehindManyRowsThatAreGoneIsReadElsewhere() throws InterruptedException {
    reader.read(
        plan(
            visitor -> {
              rows(1, visitor);
              if (visitor.goneMax() < 300) {
                visitor.gaveUp();
              }
            }),
        replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .isEqualTo("{'Items':[{'p':{'S':'x'}}],'Count':1,'ScannedCount':1}");
    assertThat(readers).hasSize(3).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void aFewRowsThatAreMuchWorkAreReadElsewhere() throws InterruptedException {
    reader.read(plan(visitor -> rows(32, visitor), looks(300)), replies::add);
    assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void oneRowThatIsLargeIsReadElsewhere() throws InterruptedException {
    reader.read(plan(visitor -> rows(1, row("x".repeat(70_000)), visitor)), replies::add);
    assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void aPageEndsWithTheRowThatMakesItTooMuchWork() throws InterruptedException {
    String key = "x".repeat(199);
    long ofARow = 1000 * (1 + key.length());
    long rows = (PageBounds.DEFAULT.compared() + ofARow - 1) / ofARow;
    reader.read(plan(visitor -> rows(20_000, row(key), visitor), looks(1000)), replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .isEqualTo(
            "{'Items':[],'Count':0,'ScannedCount':%d,'LastEvaluatedKey':{'p':{'S':'%s'}}}"
                .formatted(rows, key));
  }

  @Test
  void anOrdinaryFilterEndsNoPageBeforeAMegabyteHoweverSmallItsItems() throws InterruptedException {
    EncodedItem row = row("smallest");
    Condition filter =
        new Condition.In(
            new Operand.Attribute(DocumentPath.of("p")),
            Collections.nCopies(128, new Operand.Literal(new StringValue("none"))));
    reader.read(plan(visitor -> rows(1_000_000, row, visitor), filter), replies::add);
    long rows = (Page.BYTES_MAX + 8) / 9;
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .startsWith("{'Items':[],'Count':0,'ScannedCount':%d,'LastEvaluatedKey':".formatted(rows));
  }

  @Test
  void aPageEndsWithTheLastItemThatItMayFetch() throws InterruptedException {
    PageReader few =
        new PageReader(
            new ReadPool(1, nanos::get), new PageBounds(Long.MAX_VALUE, 3, Long.MAX_VALUE));
    few.read(fetchingPlan(100, ""), replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .startsWith("{'Items':[],'Count':0,'ScannedCount':3,'LastEvaluatedKey':");
  }

  @Test
  void aShortReadDoesNotWaitBehindLongOnes() throws InterruptedException {
    for (int read = 0; read < 5; read++) {
      reader.read(plan(this::heldOnceItIsLong), replies::add);
    }
    reader.read(plan(visitor -> rows(40, visitor)), replies::add);
    assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    held.countDown();
    for (int read = 0; read < 5; read++) {
      assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    }
  }

  @Test
  void aReadThatHasWaitedTooLongIsTurnedAway() throws InterruptedException {
    reader.read(plan(this::heldRows), replies::add);
    reader.read(plan(visitor -> rows(40, visitor)), replies::add);
    holding.await();
    nanos.addAndGet(ReadPool.WAIT_MAX.toNanos() + 1);
    held.countDown();
    assertThat(replies.poll(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    assertThat(replies.poll(60, TimeUnit.SECONDS))
        .isEqualTo(new Reply.Failed(OperationFailures.THROTTLED));
  }

  @Test
  void whatIsFetchedCountsAlsoWhereItsRowIsOutOfDate() throws InterruptedException {
    reader.read(fetchingPlan(100, "x".repeat(300_000)), replies::add);
    assertThat(json(replies.poll(60, TimeUnit.SECONDS)))
        .startsWith("{'Items':[],'Count':0,'ScannedCount':4,'LastEvaluatedKey':");
  }

  /** Rows of a local index that are out of date, each of the same item. */
  private PagePlan fetchingPlan(int count, String ofItem) {
    Caller calls = new Caller(region.operations);
    calls.call(
        "CreateTable",
        """
        {'TableName':'local','BillingMode':'PAY_PER_REQUEST',
         'AttributeDefinitions':[
           {'AttributeName':'p','AttributeType':'S'},{'AttributeName':'s','AttributeType':'S'},
           {'AttributeName':'l','AttributeType':'S'}],
         'KeySchema':[
           {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'s','KeyType':'RANGE'}],
         'LocalSecondaryIndexes':[{'IndexName':'by-l',
           'KeySchema':[
             {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'l','KeyType':'RANGE'}],
           'Projection':{'ProjectionType':'KEYS_ONLY'}}]}
        """);
    calls.call(
        "PutItem",
        "{'TableName':'local','Item':{'p':{'S':'p'},'s':{'S':'s'},'l':{'S':'new'},'x':{'S':'%s'}}}"
            .formatted(ofItem));
    TableView table = region.tables.table("local").orElseThrow();
    ReadTarget target = new ReadTarget(table, Optional.of(table.settings().indexes().getFirst()));
    ReadRequest request = request(new Condition.Always());
    ItemAccess items = items();
    EncodedItem old =
        EncodedItem.of(
            Item.of(
                Map.of(
                    "p",
                    new StringValue("p"),
                    "s",
                    new StringValue("s"),
                    "l",
                    new StringValue("old"))));
    return new PagePlan(
        target,
        visitor -> rows(count, old, visitor),
        request,
        TableFetch.of(items, target, request),
        PageCharge.of(items, target, request, Optional.empty()),
        false);
  }

  private ItemAccess items() {
    return new ItemAccess(
        new TableLookup(region.tables),
        region.store,
        region.leaders,
        new Charges(FakeRegion.IDENTITY, region.throughputs));
  }

  private void heldRows(ItemRangeVisitor visitor) {
    if (Thread.currentThread() != caller) {
      hold();
    }
    rows(40, visitor);
  }

  private void heldOnceItIsLong(ItemRangeVisitor visitor) {
    if (Thread.currentThread().getName().startsWith("long")) {
      hold();
    }
    rows(2000, visitor);
  }

  private void hold() {
    holding.countDown();
    try {
      held.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void rows(int count, ItemRangeVisitor visitor) {
    rows(count, row("x"), visitor);
  }

  private void rows(int count, EncodedItem row, ItemRangeVisitor visitor) {
    synchronized (readers) {
      readers.add(Thread.currentThread());
    }
    for (int number = 0; number < count; number++) {
      if (!visitor.visit(row)) {
        return;
      }
    }
  }

  private void deleted(int count, ItemRangeVisitor visitor) {
    synchronized (readers) {
      readers.add(Thread.currentThread());
    }
    for (int number = 0; number < count; number++) {
      passed.incrementAndGet();
      StringValue partitionKey = new StringValue("deleted " + number);
      if (!visitor.passed(EncodedKey.of(PrimaryKey.of(partitionKey)))) {
        return;
      }
    }
  }

  private static String json(Reply reply) {
    return switch (reply) {
      case Reply.Success(JsonContent content, _) ->
          new String(new JsonEncoder().encode(content), StandardCharsets.UTF_8).replace('"', '\'');
      case Reply.Failed failed -> throw new AssertionError(failed.failure().toString());
    };
  }

  private static EncodedItem row(String key) {
    return EncodedItem.of(Item.of(Map.of("p", new StringValue(key))));
  }

  /** Holds of no item, after so many comparisons. */
  private static Condition looks(int looks) {
    return new Condition.Any(
        Collections.nCopies(looks, new Condition.Exists(DocumentPath.of("absent"))));
  }

  private PagePlan plan(RowSource rows) {
    return plan(rows, new Condition.Always());
  }

  private PagePlan plan(RowSource rows, Condition filter) {
    ReadTarget target = new ReadTarget(region.tables.table("T").orElseThrow(), Optional.empty());
    ReadRequest request = request(filter);
    PageCharge charge = PageCharge.of(items(), target, request, Optional.empty());
    return new PagePlan(target, rows, request, Optional.empty(), charge, false);
  }

  private static ReadRequest request(Condition filter) {
    return new ReadRequest(
        "T",
        Optional.empty(),
        Select.ALL_ATTRIBUTES,
        Optional.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        false,
        CapacityDetail.NONE,
        filter,
        "Filter Expression",
        Optional.empty());
  }
}
