package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of a topic. Whoever asks for its end has made it ready for appends: before that they
 * may be in doubt at once, for want of knowing where the partition is.
 */
final class KafkaPartitionLog implements PartitionLog {
  private final TopicPartition partition;
  private final LogProducer producer;
  private final LogAdmin admin;
  private final LogReaders readers;

  KafkaPartitionLog(
      TopicPartition partition, LogProducer producer, LogAdmin admin, LogReaders readers) {
    this.partition = partition;
    this.producer = producer;
    this.admin = admin;
    this.readers = readers;
  }

  @Override
  public void append(Bytes record, Consumer<AppendOutcome> listener) {
    producer.append(partition.topic(), partition.partition(), null, record, listener);
  }

  @Override
  public void append(Bytes key, Bytes record, Consumer<AppendOutcome> listener) {
    producer.append(partition.topic(), partition.partition(), key.shared(), record, listener);
  }

  @Override
  public long startOffset() throws LogUnavailableException {
    return admin.startOffset(partition);
  }

  @Override
  public long endOffset() throws LogUnavailableException {
    long end = admin.endOffset(partition);
    producer.learn(partition.topic());
    return end;
  }

  @Override
  public void read(long from, long to, Consumer<LogEntry> reader) throws LogUnavailableException {
    readers.read(partition, from, to, reader);
  }
}
