package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.TopicWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A region's logs as topics of a Kafka cluster. A log's name is the topic's. */
public final class KafkaRegionLog implements RegionLog {
  private final KafkaLogSettings settings;
  private final LogProducer producer;
  private final LogAdmin admin;
  private final LogReaders readers;

  private KafkaRegionLog(
      KafkaLogSettings settings, LogProducer producer, LogAdmin admin, LogReaders readers) {
    this.settings = settings;
    this.producer = producer;
    this.admin = admin;
    this.readers = readers;
  }

  /**
   * Sets up the clients. The cluster need not answer yet; its name must be known to the network.
   *
   * @throws LogUnavailableException when the clients cannot be set up, now or with these settings
   */
  public static KafkaRegionLog open(KafkaLogSettings settings) throws LogUnavailableException {
    try {
      LogAdmin admin =
          new LogAdmin(
              Admin.create(ClientProperties.admin(settings)), settings.replicationFactor());
      try {
        LogProducer producer =
            new LogProducer(() -> new KafkaProducer<>(ClientProperties.producer(settings)));
        LogReaders readers =
            new LogReaders(() -> new KafkaConsumer<>(ClientProperties.consumer(settings)));
        return new KafkaRegionLog(settings, producer, admin, readers);
      } catch (KafkaException failure) {
        admin.close();
        throw failure;
      }
    } catch (KafkaException failure) {
      Throwable reason = failure.getCause() == null ? failure : failure.getCause();
      throw new LogUnavailableException(
          "cannot use the Kafka at " + settings.bootstrap() + ": " + reason.getMessage(), failure);
    }
  }

  @Override
  public void create(String log, int partitions, Optional<Duration> retention)
      throws LogUnavailableException {
    admin.create(log, partitions, retention);
    producer.learn(log);
  }

  @Override
  public void delete(String log) throws LogUnavailableException {
    producer.forget(log);
    admin.delete(log);
  }

  @Override
  public PartitionLog partition(String log, int partition) {
    return new KafkaPartitionLog(new TopicPartition(log, partition), producer, admin, readers);
  }

  @Override
  public TopicWriter topics(String writer) {
    return new KafkaTopicWriter(
        () -> new KafkaProducer<>(ClientProperties.topicProducer(settings, writer)),
        () -> new KafkaConsumer<>(ClientProperties.topicConsumer(settings)),
        admin);
  }

  @Override
  public Optional<String> address() {
    return Optional.of(settings.bootstrap());
  }

  @Override
  public void close() {
    producer.close();
    readers.close();
    admin.close();
  }
}
