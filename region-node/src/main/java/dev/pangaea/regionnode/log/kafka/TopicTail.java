package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.regionnode.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Looks for the last record of a partition that counts, from its end backwards. */
final class TopicTail {
  private static final long WINDOW = 256;
  private static final int WIDER = 16;
  private static final Duration POLL_WAIT = Duration.ofMillis(250);
  private static final int EMPTY_POLLS_MAX = 20;

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long start;
  private final long end;

  TopicTail(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
    consumer.assign(List.of(partition));
    this.start = consumer.beginningOffsets(List.of(partition)).get(partition);
    this.end = consumer.endOffsets(List.of(partition)).get(partition);
  }

  /** The headers of the last record that has this one; empty if none has. */
  Map<String, String> last(String header) throws LogUnavailableException {
    long behind = end;
    for (long window = WINDOW; behind > start; window *= WIDER) {
      long from = Math.max(start, behind - window);
      Map<String, String> last = last(from, behind, header);
      if (!last.isEmpty()) {
        return last;
      }
      behind = from;
    }
    return Map.of();
  }

  private Map<String, String> last(long from, long to, String header)
      throws LogUnavailableException {
    Map<String, String> last = Map.of();
    consumer.seek(partition, from);
    int emptyPolls = 0;
    while (consumer.position(partition) < to) {
      long before = consumer.position(partition);
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL_WAIT).records(partition);
      // Records that do not count bring none, but are passed over.
      emptyPolls = consumer.position(partition) == before ? emptyPolls + 1 : 0;
      if (emptyPolls == EMPTY_POLLS_MAX) {
        throw new LogUnavailableException("nothing arrives from " + partition, null);
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < to && record.headers().lastHeader(header) != null) {
          last = KafkaTopicWriter.texts(record.headers());
        }
      }
    }
    return last;
  }
}
