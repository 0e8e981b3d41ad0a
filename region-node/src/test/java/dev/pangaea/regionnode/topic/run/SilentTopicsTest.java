package dev.pangaea.regionnode.topic.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.TopicWish;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A change topic to which nothing is written, and which does not answer, is no other's concern. */
@Execution(ExecutionMode.CONCURRENT)
class SilentTopicsTest extends TopicsOfAStore {
  private static final PartitionId AILING = new PartitionId(8, 0);
  private static final String AILING_TOPIC = "us-east-1.ailing.changes";
  private static final long A_WHILE_MILLIS = 10_000;

  private final AtomicLong millis = new AtomicLong(1_000_000);

  @Test
  void hidesNoOtherThatIsDeleted() {
    startWithOneThatGoesSilent();
    logs.topics().delete(TOPIC);
    millis.addAndGet(A_WHILE_MILLIS);
    await(() -> offsets().equals(List.of(1L)));
    assertThat(offsets(AILING_TOPIC)).containsExactly(1L);
  }

  @Test
  void isLookedAtLessAndLessUntilItAnswers() {
    startWithOneThatGoesSilent();
    assertThat(looksAfterAWhile()).isEqualTo(1);
    assertThat(looksAfterAWhile()).isZero();
    assertThat(looksAfterAWhile()).isEqualTo(1);
    assertThat(looksAfterAWhile()).isZero();
    assertThat(looksAfterAWhile()).isZero();
    logs.topics().silent();
    assertThat(looksAfterAWhile()).isZero();
    assertThat(looksAfterAWhile()).isEqualTo(1);
    assertThat(looksAfterAWhile()).isEqualTo(1);
  }

  private void startWithOneThatGoesSilent() {
    wished = List.of(new TopicWish("ailing", 8, 1), new TopicWish("orders", 7, 1));
    begin(AILING, "ailing");
    time = () -> Instant.ofEpochMilli(millis.get());
    start();
    write(1, "a");
    write(AILING, 1, "a");
    await(() -> offsets().equals(List.of(1L)) && offsets(AILING_TOPIC).equals(List.of(1L)));
    awaitALook();
    logs.topics().silent(AILING_TOPIC);
  }

  private int looksAfterAWhile() {
    int before = logs.topics().looks(AILING_TOPIC);
    millis.addAndGet(A_WHILE_MILLIS);
    awaitALook();
    return logs.topics().looks(AILING_TOPIC) - before;
  }
}
