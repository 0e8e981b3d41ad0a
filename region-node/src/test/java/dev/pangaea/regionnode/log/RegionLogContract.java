package dev.pangaea.regionnode.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every log promises; run against each technology and against the twin in memory. */
public abstract class RegionLogContract {
  private static final String LOG = "pangaea.contract";

  /** A region's log; what was created before is still there. */
  protected abstract RegionLog log();

  @Test
  void givesOffsetsInTheOrderOfAppends() throws Exception {
    PartitionLog partition = fresh();
    List<CompletableFuture<AppendOutcome>> answers = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      answers.add(append(partition, "record " + number));
    }
    for (int number = 0; number < 100; number++) {
      assertThat(answers.get(number).get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(Appended.class, kept -> {});
      assertThat(((Appended) answers.get(number).get()).offset()).isEqualTo(number);
    }
    assertThat(partition.startOffset()).isZero();
    assertThat(partition.endOffset()).isEqualTo(100);
  }

  @Test
  void readsBackWhatWasAppended() throws Exception {
    PartitionLog partition = fresh();
    for (int number = 0; number < 10; number++) {
      append(partition, "record " + number).get(60, TimeUnit.SECONDS);
    }
    assertThat(texts(partition, 0, 10)).hasSize(10).startsWith("record 0").endsWith("record 9");
    assertThat(texts(partition, 3, 5)).containsExactly("record 3", "record 4");
    assertThat(texts(partition, 5, 5)).isEmpty();
    assertThat(texts(partition, 9, 10)).containsExactly("record 9");
  }

  @Test
  void saysThatARangeIsMissing() throws Exception {
    PartitionLog partition = fresh();
    append(partition, "only").get(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> texts(partition, 0, 2)).isInstanceOf(RangeMissingException.class);
    assertThatThrownBy(() -> texts(partition, 7, 9)).isInstanceOf(RangeMissingException.class);
  }

  @Test
  void keepsPartitionsApart() throws Exception {
    RegionLog log = log();
    log.create("pangaea.apart", 2, Optional.empty());
    append(log.partition("pangaea.apart", 1), "second").get(60, TimeUnit.SECONDS);
    assertThat(log.partition("pangaea.apart", 0).endOffset()).isZero();
    assertThat(texts(log.partition("pangaea.apart", 1), 0, 1)).containsExactly("second");
  }

  @Test
  void createsOnceAndDeletesOnce() throws Exception {
    RegionLog log = log();
    log.create("pangaea.once", 2, Optional.empty());
    log.create("pangaea.once", 2, Optional.empty());
    assertThatThrownBy(() -> log.create("pangaea.once", 3, Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pangaea.once");
    log.delete("pangaea.once");
    log.delete("pangaea.once");
    log.delete("pangaea.never");
  }

  protected static CompletableFuture<AppendOutcome> append(PartitionLog partition, String text) {
    CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    partition.append(bytes(text), answer::complete);
    return answer;
  }

  protected static List<String> texts(PartitionLog partition, long from, long to)
      throws LogUnavailableException {
    List<String> texts = new ArrayList<>();
    partition.read(
        from,
        to,
        entry -> {
          assertThat(entry.offset()).isEqualTo(from + texts.size());
          texts.add(new String(entry.record().shared(), StandardCharsets.UTF_8));
        });
    return texts;
  }

  protected static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
  }

  private PartitionLog fresh() throws LogUnavailableException {
    RegionLog log = log();
    String name = LOG + "." + System.nanoTime();
    log.create(name, 1, Optional.empty());
    return log.partition(name, 0);
  }
}
