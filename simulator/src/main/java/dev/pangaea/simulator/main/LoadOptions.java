package dev.pangaea.simulator.main;

import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.KeyDistribution;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.RequestPlan;
import dev.pangaea.simulator.workload.TableShape;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of {@code pangaea bench} that say what is asked of the endpoint, and how often. */
final class LoadOptions {
  private enum Kind {
    get(Operation.GET),
    put(Operation.PUT),
    update(Operation.UPDATE),
    query(Operation.QUERY);

    private final Operation operation;

    Kind(Operation operation) {
      this.operation = operation;
    }
  }

  private enum Distribution {
    uniform,
    zipfian,
    sequential
  }

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Open loop: N requests per second, latency from the intended time. Without it, closed loop:"
              + " each connection sends when its reply came.")
  private Optional<Long> rate;

  @Option(
      names = "--mix",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "OPERATION=SHARE",
      description =
          "How often get, put, update (SET and ADD in an update expression) and query come, as"
              + " put=50,get=30,update=10,query=10.")
  private final Map<Kind, Double> mix = new EnumMap<>(Kind.class);

  @Option(
      names = "--read-share",
      paramLabel = "0..1",
      description =
          "Short for --mix: share of GetItem; the rest is PutItem. Without both, all requests are PutItem.")
  private Optional<Double> readShare;

  @Option(
      names = "--consistent",
      description = "Gets, and queries of the table, are strongly consistent.")
  private boolean consistent;

  @Option(
      names = "--conditions",
      description = "Puts have a condition expression, which always holds.")
  private boolean conditions;

  @Option(
      names = "--item-bytes",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Item size as DynamoDB counts it.")
  private int itemBytes;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many different keys, and so items.")
  private long keys;

  @Option(
      names = "--sort-key",
      description = "The table has a sort key, sk (S); items share partition keys.")
  private boolean sortKey;

  @Option(
      names = "--indexes",
      paramLabel = "0..5",
      defaultValue = "0",
      description =
          "Global secondary indexes, all attributes projected, on attributes g1 to g5 of the items;"
              + " --create-table makes them.")
  private int indexes;

  @Option(
      names = "--items-per-key",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many items share a partition key (with --sort-key), and a key of each index.")
  private int itemsPerKey;

  @Option(
      names = "--query-index",
      paramLabel = "1..5",
      description = "Queries are of this index; without it, of the table.")
  private Optional<Integer> queryIndex;

  @Option(
      names = "--query-limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "Limit of each query: it brings so many items, if its key has them.")
  private int queryLimit;

  @Option(
      names = "--distribution",
      paramLabel = "NAME",
      defaultValue = "uniform",
      description = "How often each key is used: ${COMPLETION-CANDIDATES}.")
  private Distribution distribution;

  @Option(
      names = "--zipf-exponent",
      paramLabel = "S",
      defaultValue = "0.99",
      description = "The key of rank k is used in proportion to 1/k^S.")
  private double zipfExponent;

  @Option(names = "--fill", description = "Write every key once before the warm-up.")
  private boolean fill;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = DurationConverter.class,
      description = "Load before the measurement, as 500ms, 3s or 2m.")
  private Duration warmUp;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "Length of the measurement.")
  private Duration duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of keys, payloads and the order of operations.")
  private long seed;

  /** The load; an option that cannot be meant is an {@link IllegalArgumentException}. */
  LoadPlan plan() {
    OperationShares shares = shares();
    TableShape table = new TableShape(keys, sortKey, indexes, itemsPerKey);
    return new LoadPlan(
        rate.<Pace>map(Pace.Open::new).orElseGet(Pace.Closed::new),
        switch (distribution) {
          case uniform -> new KeyDistribution.Uniform();
          case zipfian -> new KeyDistribution.Zipfian(zipfExponent);
          case sequential -> new KeyDistribution.Sequential();
        },
        new RequestPlan(shares, consistent, conditions, new QueryPlan(queryIndex, queryLimit)),
        new ItemShape("key-", itemBytes, table, shares.has(Operation.UPDATE)),
        fill,
        warmUp,
        duration,
        seed);
  }

  private OperationShares shares() {
    if (mix.isEmpty()) {
      return OperationShares.ofReads(readShare.orElse(0.0));
    }
    if (readShare.isPresent()) {
      throw new IllegalArgumentException("--mix and --read-share say the same: give one of them.");
    }
    Map<Operation, Double> weights = new EnumMap<>(Operation.class);
    mix.forEach((kind, weight) -> weights.put(kind.operation, weight));
    return new OperationShares(weights);
  }
}
