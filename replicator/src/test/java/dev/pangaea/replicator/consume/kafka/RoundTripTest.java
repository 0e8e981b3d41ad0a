package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  @Test
  void asksForTheLogOnceThereIsSomebodyToAsk() {
    CompletableFuture<String> asked = new CompletableFuture<>();
    AtomicInteger tries = new AtomicInteger();
    RoundTrip roundTrip =
        new RoundTrip(
            "test",
            "us-east-1.catalog",
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new KafkaException("no such host, for this test");
              }
              return new MockConsumer<byte[], byte[]>("none") {
                @Override
                public synchronized List<PartitionInfo> partitionsFor(
                    String topic, Duration timeout) {
                  asked.complete(topic);
                  return List.of();
                }
              };
            });
    try {
      roundTrip.start();
      assertThat(asked).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("us-east-1.catalog");
    } finally {
      roundTrip.close();
    }
  }
}
