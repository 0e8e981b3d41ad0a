package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.regionnode.log.AppendOutcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One append that waits for its answer, and passes on the first that comes. */
final class Append implements Callback {
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Producer<byte[], byte[]> producer;
  private final Consumer<AppendOutcome> listener;
  private final LogProducer.Failures failures;

  Append(
      Producer<byte[], byte[]> producer,
      Consumer<AppendOutcome> listener,
      LogProducer.Failures failures) {
    this.producer = producer;
    this.listener = listener;
    this.failures = failures;
  }

  @Override
  public void onCompletion(RecordMetadata kept, Exception failure) {
    if (failure != null) {
      failed(failure);
    } else if (kept.hasOffset()) {
      answer(new AppendOutcome.Appended(kept.offset(), kept.timestamp()));
    } else {
      answer(new AppendOutcome.InDoubt(new IllegalStateException("Kafka does not say where")));
    }
  }

  void failed(Exception failure) {
    failures.note(producer, failure);
    answer(new AppendOutcome.InDoubt(failure));
  }

  private void answer(AppendOutcome outcome) {
    if (answered.compareAndSet(false, true)) {
      listener.accept(outcome);
    }
  }
}
