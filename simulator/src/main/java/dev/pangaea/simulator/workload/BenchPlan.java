package dev.pangaea.simulator.workload;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One run: where to, which load, over which connections, with a lag probe and a reader of the
 * table's stream or without.
 *
 * @param against a second table, to be compared with the first one after the measurement
 * @param serverPids processes of this machine whose CPU time is measured: the endpoint's
 */
public record BenchPlan(
    Target target,
    String table,
    boolean createTable,
    LoadPlan load,
    WirePlan wire,
    Optional<ProbePlan> probe,
    Optional<StreamPlan> stream,
    Optional<AgainstPlan> against,
    List<Long> serverPids) {
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  public BenchPlan {
    serverPids = List.copyOf(serverPids);
    requireName(table);
    if (against.isPresent()) {
      require(!against.get().table().equals(table), "A table is compared with another one.");
      require(probe.isEmpty(), "Replication lag is measured without a table to compare with.");
    }
  }

  /** Without a table to compare with. */
  public BenchPlan(
      Target target,
      String table,
      boolean createTable,
      LoadPlan load,
      WirePlan wire,
      Optional<ProbePlan> probe,
      Optional<StreamPlan> stream,
      List<Long> serverPids) {
    this(target, table, createTable, load, wire, probe, stream, Optional.empty(), serverPids);
  }

  /** The same run on a table alone; one that it makes is as this plan's table, but for its name. */
  public BenchPlan on(String other) {
    return new BenchPlan(target, other, createTable, load, wire, probe, stream, serverPids);
  }

  /** An endpoint and the region that requests to it name in their credentials. */
  public record Target(URI endpoint, String region) {
    private static final Pattern REGION = Pattern.compile("[a-zA-Z0-9-]{1,64}");

    public Target {
      require(
          "http".equals(endpoint.getScheme()) && endpoint.getHost() != null,
          "An endpoint is http://host:port (no TLS): " + endpoint);
      require(
          REGION.matcher(region).matches(), "A region is letters, digits and dashes: " + region);
    }

    public String host() {
      return endpoint.getHost();
    }

    public int port() {
      return endpoint.getPort() < 0 ? 80 : endpoint.getPort();
    }

    /** The value of the Host header. */
    public String authority() {
      return endpoint.getRawAuthority();
    }
  }

  /** The requests. Fill writes every key once before the warm-up. */
  public record LoadPlan(
      Pace pace,
      KeyDistribution distribution,
      RequestPlan requests,
      ItemShape shape,
      boolean fill,
      Duration warmUp,
      Duration duration,
      long seed) {
    private static final int PAGE_BYTES_MAX = 1024 * 1024;

    public LoadPlan {
      if (requests.mix().has(Operation.QUERY)) {
        requireQueries(requests.query(), shape);
      }
      require(!warmUp.isNegative(), "The warm-up is not negative.");
      require(duration.isPositive(), "The duration is above zero.");
    }

    private static void requireQueries(QueryPlan query, ItemShape shape) {
      require(
          query.index().orElse(0) <= shape.table().indexes(),
          "The index of the queries is one of the table's, counted from 1.");
      require(
          query.itemsPerQuery(shape.table()) * shape.itemBytes() <= PAGE_BYTES_MAX,
          "A query brings at most 1 MB: give it a smaller limit, or smaller items.");
    }

    /** How many items the keys name. */
    public long keys() {
      return shape.table().items();
    }

    /** How many items a query of a filled table brings. */
    public long itemsPerQuery() {
      return requests.query().itemsPerQuery(shape.table());
    }
  }

  /** The connections. */
  public record WirePlan(
      int connections,
      int threads,
      Duration timeout,
      Credentials credentials,
      boolean sign,
      boolean verify) {
    private static final int CONNECTIONS_MAX = 10_000;

    public WirePlan {
      require(threads >= 1 && threads <= 64, "Threads are 1 to 64.");
      require(
          connections >= threads && connections <= CONNECTIONS_MAX,
          "Connections are at least one per thread and at most " + CONNECTIONS_MAX + ".");
      require(timeout.isPositive(), "The time-out is above zero.");
    }
  }

  /** An access key pair; the endpoints that this is made for accept any. */
  public record Credentials(String accessKey, String secretKey) {
    private static final Pattern ACCESS_KEY = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    public Credentials {
      require(ACCESS_KEY.matcher(accessKey).matches(), "An access key is letters and digits.");
    }

    @Override
    public String toString() {
      return "Credentials[accessKey=" + accessKey + "]";
    }
  }

  /** The probe of replication lag: writes at the load's endpoint, polls at the remote one. */
  public record ProbePlan(
      Target remote, long perSecond, boolean consistentPolls, Duration timeout, int inFlight) {
    public ProbePlan {
      require(perSecond >= 1 && perSecond <= 10_000, "A probe rate lies between 1 and 10,000.");
      require(timeout.isPositive(), "The probe time-out is above zero.");
      require(inFlight >= 1 && inFlight <= 10_000, "Probes in flight are 1 to 10,000.");
    }
  }

  /** The reader of the table's stream, and the items that it waits for. */
  public record StreamPlan(long perSecond, Duration pollEvery, Duration timeout) {
    public StreamPlan {
      require(perSecond >= 1 && perSecond <= 10_000, "A probe rate lies between 1 and 10,000.");
      require(pollEvery.isPositive(), "The rest after an empty page is above zero.");
      require(timeout.isPositive(), "The probe time-out is above zero.");
    }
  }

  /**
   * A second table, as the first one but for its tags: each operation of the load goes to the two
   * in turn.
   *
   * @param tags of the second table
   * @param pace of the turns
   * @param turns of each table
   */
  public record AgainstPlan(
      String table, SortedMap<String, String> tags, Pace pace, int turns, Duration turn) {
    public AgainstPlan {
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
      requireName(table);
      require(turns >= 1 && turns <= 1_000, "Turns are 1 to 1,000.");
      require(turn.isPositive(), "A turn is longer than zero.");
    }
  }

  private static void requireName(String table) {
    require(TABLE.matcher(table).matches(), "A table name has 3 to 255 of a-z A-Z 0-9 _ . -");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
