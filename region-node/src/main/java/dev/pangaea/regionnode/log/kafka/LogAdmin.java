package dev.pangaea.regionnode.log.kafka;

import dev.pangaea.regionnode.log.LogUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics and offsets. Any thread may call; every call blocks for seconds at most. */
final class LogAdmin implements AutoCloseable {
  private static final long WAIT_MILLIS_MAX = ClientProperties.ADMIN_MILLIS_MAX + 1000L;
  private static final long LOOK_AGAIN_NANOS = 10_000_000;
  private static final long FOR_EVER = -1;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  /** What a log's promises rest on: records are neither merged by key nor dated by their writer. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime");

  private final Admin admin;
  private final OptionalInt replicationFactor;

  LogAdmin(Admin admin, OptionalInt replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  /** It is known to a broker when this returns. */
  void create(String topic, int partitions, Optional<Duration> retention)
      throws LogUnavailableException {
    try {
      awaitKnown(topic, made(describe(topic, partitions, retention)));
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case TopicExistsException there -> {
          awaitKnown(topic, 1);
          check(topic, partitions);
        }
        case InvalidTopicException invalid ->
            throw new IllegalArgumentException("no name of a log: " + topic, invalid);
        case Throwable other -> throw unavailable("cannot create " + topic, other);
      }
    } catch (TimeoutException | InterruptedException failure) {
      throw unavailable("cannot create " + topic, failure);
    }
  }

  /**
   * Has a topic made that others read; one that is there keeps all but too few partitions. It is
   * known to the broker when this returns.
   */
  void prepare(String topic, int partitions, Duration retention) throws LogUnavailableException {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    configuration.put(
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, String.valueOf(Long.MAX_VALUE));
    configuration.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
    NewTopic wanted = describe(topic, partitions, configuration);
    try {
      awaitKnown(topic, made(wanted));
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw unavailable("cannot create " + topic, failure.getCause());
      }
      awaitKnown(topic, 1);
      if (partitions(topic) < partitions) {
        wait(
            "add partitions to " + topic,
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
      }
      awaitKnown(topic, partitions);
    } catch (TimeoutException | InterruptedException failure) {
      throw unavailable("cannot create " + topic, failure);
    }
  }

  private Uuid made(NewTopic wanted)
      throws ExecutionException, TimeoutException, InterruptedException {
    return admin
        .createTopics(List.of(wanted))
        .topicId(wanted.name())
        .get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  /** Whatever had its name before is gone from there. */
  private void awaitKnown(String topic, Uuid id) throws LogUnavailableException {
    awaitKnown(topic, found -> found.topicId().equals(id));
  }

  private void awaitKnown(String topic, int partitions) throws LogUnavailableException {
    awaitKnown(topic, found -> found.partitions().size() >= partitions);
  }

  /** A broker hears a little later of what it has had made: until then it says there is none. */
  private void awaitKnown(String topic, Predicate<TopicDescription> wanted)
      throws LogUnavailableException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS_MAX);
    while (find(topic).filter(wanted).isEmpty()) {
      if (System.nanoTime() - until >= 0 || Thread.currentThread().isInterrupted()) {
        throw new LogUnavailableException(topic + " was made and is not known yet", null);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  void delete(String topic) throws LogUnavailableException {
    try {
      admin.deleteTopics(List.of(topic)).all().get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw unavailable("cannot delete " + topic, failure.getCause());
      }
    } catch (TimeoutException | InterruptedException failure) {
      throw unavailable("cannot delete " + topic, failure);
    }
  }

  long startOffset(TopicPartition partition) throws LogUnavailableException {
    return offset(partition, OffsetSpec.earliest());
  }

  long endOffset(TopicPartition partition) throws LogUnavailableException {
    return offset(partition, OffsetSpec.latest());
  }

  /** Where the first partitions of a topic end; empty if they are not there. */
  Optional<List<Long>> ends(String topic, int partitions) throws LogUnavailableException {
    if (find(topic).filter(found -> found.partitions().size() >= partitions).isEmpty()) {
      return Optional.empty();
    }
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var found = wait("find the ends of " + topic, admin.listOffsets(asked).all());
    return Optional.of(
        IntStream.range(0, partitions)
            .mapToObj(partition -> found.get(new TopicPartition(topic, partition)).offset())
            .toList());
  }

  @Override
  public void close() {
    admin.close(CLOSE_WAIT);
  }

  private NewTopic describe(String topic, int partitions, Optional<Duration> retention) {
    Map<String, String> configuration = new HashMap<>(REQUIRED);
    long retentionMillis = retention.map(Duration::toMillis).orElse(FOR_EVER);
    configuration.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retentionMillis));
    return describe(topic, partitions, configuration);
  }

  private NewTopic describe(String topic, int partitions, Map<String, String> configuration) {
    configuration.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(ClientProperties.RECORD_BYTES_MAX));
    Optional<Short> replicas = Optional.empty();
    if (replicationFactor.isPresent()) {
      int factor = replicationFactor.getAsInt();
      replicas = Optional.of((short) factor);
      configuration.put(
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.max(1, factor - 1)));
      configuration.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    }
    return new NewTopic(topic, Optional.of(partitions), replicas).configs(configuration);
  }

  private void check(String topic, int partitions) throws LogUnavailableException {
    int there = partitions(topic);
    if (there != partitions) {
      throw new IllegalStateException(
          "log %s has %d partitions, not %d".formatted(topic, there, partitions));
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        wait("describe " + topic, admin.describeConfigs(List.of(resource)).values().get(resource));
    REQUIRED.forEach(
        (name, value) -> {
          if (!value.equals(found.get(name).value())) {
            throw new IllegalStateException(
                "log %s has %s=%s, which must be %s"
                    .formatted(topic, name, found.get(name).value(), value));
          }
        });
  }

  private int partitions(String topic) throws LogUnavailableException {
    return description(topic).partitions().size();
  }

  private Optional<TopicDescription> find(String topic) throws LogUnavailableException {
    try {
      return Optional.of(description(topic));
    } catch (LogUnavailableException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private TopicDescription description(String topic) throws LogUnavailableException {
    return wait(
        "describe " + topic, admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
  }

  private long offset(TopicPartition partition, OffsetSpec spec) throws LogUnavailableException {
    return wait(
            "find an offset of " + partition,
            admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
        .offset();
  }

  private static <T> T wait(String what, KafkaFuture<T> future) throws LogUnavailableException {
    try {
      return future.get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw unavailable("cannot " + what, failure.getCause());
    } catch (TimeoutException | InterruptedException failure) {
      throw unavailable("cannot " + what, failure);
    }
  }

  private static LogUnavailableException unavailable(String what, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new LogUnavailableException(what + ": " + failure.getMessage(), failure);
  }
}
