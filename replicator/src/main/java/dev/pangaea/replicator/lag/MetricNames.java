package dev.pangaea.replicator.lag;

/** The names of the replicator's metrics. METRICS.md says what they mean. */
final class MetricNames {
  static final String LAG = "pangaea.replication.lag";
  static final String STALENESS = "pangaea.replication.staleness.seconds";
  static final String BACKLOG = "pangaea.replication.backlog.records";
  static final String BACKLOG_AGE = "pangaea.replication.backlog.age.seconds";
  static final String TAKEN_IN = "pangaea.replication.taken.in.entries";
  static final String CHANGES = "pangaea.replication.changes";
  static final String RECORDS = "pangaea.replication.records";
  static final String UNCOUNTED = "pangaea.replication.records.uncounted";
  static final String NEEDS_COPY = "pangaea.replication.needs.copy.partitions";
  static final String DELIVERIES = "pangaea.replication.deliveries";
  static final String DELIVERY_TIME = "pangaea.replication.delivery.batch";
  static final String DELIVERY_FAILURES = "pangaea.replication.delivery.failures";
  static final String RECONNECTS = "pangaea.replication.reconnects";
  static final String CONNECTIONS = "pangaea.replication.connections";
  static final String LANES = "pangaea.replication.lanes";
  static final String RESTARTS = "pangaea.replication.loop.restarts";
  static final String CIRCUIT = "pangaea.replication.circuit.open";

  static final String SOURCE = "source";
  static final String TARGET = "target";
  static final String TABLE = "table";
  static final String OUTCOME = "outcome";
  static final String REASON = "reason";

  private MetricNames() {}
}
