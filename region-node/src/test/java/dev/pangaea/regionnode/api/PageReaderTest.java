package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageReaderTest {
  private final FakeRegion region = new FakeRegion().table("T");
  private final PageReader reader = new PageReader(new ReadPool(1), PageReader.PASSED_MAX);
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
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
    assertThat(replies.poll(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
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
    assertThat(json(replies.poll(10, TimeUnit.SECONDS)))
        .isEqualTo("{'Items':[],'Count':0,'ScannedCount':0}");
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
  }

  @Test
  void aPageEndsWithTheLastDeletedItemThatItMayPassOver() throws InterruptedException {
    reader.read(plan(visitor -> deleted(1_000_000, visitor)), replies::add);
    assertThat(json(replies.poll(10, TimeUnit.SECONDS)))
        .isEqualTo(
            "{'Items':[],'Count':0,'ScannedCount':0,'LastEvaluatedKey':{'p':{'S':'deleted %d'}}}"
                .formatted(PageReader.PASSED_MAX - 1));
    assertThat(readers).hasSize(2).startsWith(caller).doesNotHaveDuplicates();
    assertThat(passed).hasValue(1001 + PageReader.PASSED_MAX);
  }

  @Test
  void whenTooManyWaitTheNextIsTurnedAway() throws InterruptedException {
    for (int read = 0; read < ReadPool.WAITING_MAX + 1; read++) {
      reader.read(plan(this::heldRows), replies::add);
    }
    assertThat(replies).isEmpty();
    reader.read(plan(this::heldRows), replies::add);
    assertThat(replies.take()).isEqualTo(new Reply.Failed(WriteFailures.THROTTLED));
    held.countDown();
    for (int read = 0; read < ReadPool.WAITING_MAX + 1; read++) {
      assertThat(replies.poll(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Success.class);
    }
  }

  private void heldRows(ItemRangeVisitor visitor) {
    if (Thread.currentThread() != caller) {
      try {
        held.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
    rows(40, visitor);
  }

  private void rows(int count, ItemRangeVisitor visitor) {
    synchronized (readers) {
      readers.add(Thread.currentThread());
    }
    EncodedItem row = EncodedItem.of(Item.of(Map.of("n", NumberValue.of(1))));
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
      case Reply.Success(JsonContent content) ->
          new String(new JsonEncoder().encode(content), StandardCharsets.UTF_8).replace('"', '\'');
      case Reply.Failed failed -> throw new AssertionError(failed.failure().toString());
    };
  }

  private PagePlan plan(RowSource rows) {
    ReadTarget target = new ReadTarget(region.tables.table("T").orElseThrow(), Optional.empty());
    ReadRequest request =
        new ReadRequest(
            "T",
            Optional.empty(),
            Select.ALL_ATTRIBUTES,
            Optional.empty(),
            Long.MAX_VALUE,
            false,
            CapacityDetail.NONE,
            new Condition.Always(),
            "Filter Expression",
            Optional.empty());
    return new PagePlan(target, rows, request, Optional.empty(), false);
  }
}
