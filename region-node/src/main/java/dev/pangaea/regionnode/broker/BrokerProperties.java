package dev.pangaea.regionnode.broker;

import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The broker's configuration: lean for one node beside other processes, and quick to come back. */
final class BrokerProperties {
  static final String NODE_ID = "1";
  private static final int RECORD_BYTES_MAX = 8 << 20;
  private static final int BATCH_OVERHEAD_BYTES = 64 << 10;
  private static final String CLEANER_BUFFER_BYTES = String.valueOf(2 << 20);

  private BrokerProperties() {}

  static Properties of(BrokerSettings settings) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", NODE_ID);
    properties.put("log.dirs", settings.folder().toString());
    listeners(settings, properties);
    lean(properties);
    singleNode(properties);
    quickReturn(properties);
    int batchBytesMax = RECORD_BYTES_MAX + BATCH_OVERHEAD_BYTES;
    properties.put("message.max.bytes", String.valueOf(batchBytesMax));
    properties.put("replica.fetch.max.bytes", String.valueOf(batchBytesMax));
    properties.put("auto.create.topics.enable", "false");
    if (settings.durable()) {
      properties.put("log.flush.interval.messages", "1");
    }
    return properties;
  }

  private static void listeners(BrokerSettings settings, Properties properties) {
    String controller =
        "%s://%s:%d"
            .formatted(
                BrokerSettings.CONTROLLER,
                BrokerSettings.CONTROLLER_HOST,
                settings.controllerPort());
    Stream<String> bound = each(settings, listener -> listener.name() + "://" + listener.bound());
    properties.put("listeners", joined(Stream.concat(bound, Stream.of(controller))));
    properties.put(
        "advertised.listeners",
        joined(each(settings, listener -> listener.name() + "://" + listener.advertised())));
    properties.put(
        "listener.security.protocol.map",
        joined(
            Stream.concat(
                each(settings, listener -> listener.name() + ":PLAINTEXT"),
                Stream.of(BrokerSettings.CONTROLLER + ":PLAINTEXT"))));
    properties.put("inter.broker.listener.name", settings.local().name());
    properties.put("controller.listener.names", BrokerSettings.CONTROLLER);
    properties.put(
        "controller.quorum.voters",
        "%s@%s:%d".formatted(NODE_ID, BrokerSettings.CONTROLLER_HOST, settings.controllerPort()));
  }

  private static void lean(Properties properties) {
    properties.put("num.network.threads", "1");
    properties.put("num.io.threads", "2");
    properties.put("background.threads", "1");
    properties.put("group.coordinator.threads", "1");
    properties.put("num.recovery.threads.per.data.dir", "1");
    properties.put("log.cleaner.dedupe.buffer.size", CLEANER_BUFFER_BYTES);
    properties.put("log.cleaner.io.buffer.size", String.valueOf(64 << 10));
    properties.put("log.segment.bytes", String.valueOf(128 << 20));
    properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    properties.put("metadata.log.segment.bytes", String.valueOf(8 << 20));
    properties.put("metadata.max.idle.interval.ms", "0");
  }

  private static void singleNode(Properties properties) {
    for (String log : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(log + ".replication.factor", "1");
      properties.put(log + ".num.partitions", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
  }

  /**
   * A killed broker's successor is let in once the dead one's session is over. The controller lets
   * a heartbeat wait for half the interval; one that it reaches later does not let a broker in that
   * has just started, so on a busy machine a short interval makes a start longer.
   */
  private static void quickReturn(Properties properties) {
    properties.put("broker.session.timeout.ms", "3500");
    properties.put("broker.heartbeat.interval.ms", "1000");
    properties.put("controlled.shutdown.enable", "true");
  }

  private static Stream<String> each(
      BrokerSettings settings, Function<BrokerListener, String> text) {
    return settings.listeners().stream().map(text);
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(","));
  }
}
