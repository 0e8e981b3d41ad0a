package dev.pangaea.regionnode.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.AppendOutcome.Appended;
import dev.pangaea.regionnode.log.AppendOutcome.InDoubt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogProducerTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final BlockingQueue<MockProducer<byte[], byte[]>> made = new LinkedBlockingQueue<>();

  @Test
  void saysWhereTheRecordIs() throws Exception {
    try (LogProducer producer = new LogProducer(this::make)) {
      CompletableFuture<AppendOutcome> answer = append(producer);
      made.take().completeNext();
      assertThat(answer.get()).isInstanceOf(Appended.class);
    }
  }

  @Test
  void goesOnWithTheSameProducerAfterAFailureOfOneRecord() throws Exception {
    try (LogProducer producer = new LogProducer(this::make)) {
      MockProducer<byte[], byte[]> first = made.take();
      for (RuntimeException failure :
          new RuntimeException[] {new TimeoutException("late"), new RecordTooLargeException()}) {
        CompletableFuture<AppendOutcome> answer = append(producer);
        first.errorNext(failure);
        assertThat(answer.get()).isEqualTo(new InDoubt(failure));
      }
      append(producer);
      assertThat(first.history()).hasSize(3);
      assertThat(made).isEmpty();
    }
  }

  @Test
  void replacesAProducerThatFailedForGood() throws Exception {
    try (LogProducer producer = new LogProducer(this::make)) {
      producer.learn("t");
      MockProducer<byte[], byte[]> first = made.take();
      CompletableFuture<AppendOutcome> failed = append(producer);
      CompletableFuture<AppendOutcome> behind = append(producer);
      first.errorNext(new OutOfOrderSequenceException("gap"));
      assertThat(failed.get()).isInstanceOf(InDoubt.class);
      MockProducer<byte[], byte[]> second = made.poll(60, TimeUnit.SECONDS);
      first.errorNext(new KafkaException("closed"));
      assertThat(behind.get(60, TimeUnit.SECONDS)).isInstanceOf(InDoubt.class);
      CompletableFuture<AppendOutcome> answer = appendUntilSeenBy(second, producer);
      second.completeNext();
      assertThat(answer.get()).isInstanceOf(Appended.class);
      assertThat(made).isEmpty();
    }
  }

  @Test
  void triesAgainAfterAnErrorOfTheMachineKeptItFromANewProducer() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (LogProducer producer =
        new LogProducer(
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new NoClassDefFoundError("broken for this test");
              }
              return make();
            })) {
      MockProducer<byte[], byte[]> first = made.take();
      first.sendException = new OutOfOrderSequenceException("gap");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (made.isEmpty() && System.nanoTime() < deadline) {
        append(producer);
        Thread.onSpinWait();
      }
      assertThat(made).as("a third one").hasSize(1);
    }
  }

  @Test
  void answersOnceThoughTheProducerThrows() throws Exception {
    try (LogProducer producer = new LogProducer(this::make)) {
      made.take().sendException = new IllegalStateException("closed");
      assertThat(append(producer).get()).isInstanceOf(InDoubt.class);
    }
  }

  @Test
  void doubtsAnAnswerWithoutAnOffset() {
    CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    Callback append = new Append(make(), answer::complete, (producer, failure) -> {});
    append.onCompletion(new RecordMetadata(PARTITION, -1, 0, 0, 0, 0), null);
    assertThat(answer.getNow(null)).isInstanceOf(InDoubt.class);
  }

  private Producer<byte[], byte[]> make() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    made.add(producer);
    return producer;
  }

  private static CompletableFuture<AppendOutcome> append(LogProducer producer) {
    CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    producer.append("t", 0, null, Bytes.copyOf((byte) 1), answer::complete);
    return answer;
  }

  /** Appends until one goes to the new producer: it takes over a moment after it was made. */
  private static CompletableFuture<AppendOutcome> appendUntilSeenBy(
      MockProducer<byte[], byte[]> second, LogProducer producer) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      CompletableFuture<AppendOutcome> answer = append(producer);
      if (!second.history().isEmpty()) {
        return answer;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the new producer never took over");
  }
}
