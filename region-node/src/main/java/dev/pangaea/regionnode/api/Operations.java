package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.item.Charges;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.partiql.StatementOperations;
import dev.pangaea.regionnode.api.read.PageBounds;
import dev.pangaea.regionnode.api.read.ReadOperations;
import dev.pangaea.regionnode.api.read.SelectReader;
import dev.pangaea.regionnode.api.scaling.ScalingOperations;
import dev.pangaea.regionnode.api.stream.StreamOperations;
import dev.pangaea.regionnode.api.table.TableOperations;
import dev.pangaea.regionnode.api.transact.TransactionOperations;
import dev.pangaea.regionnode.api.write.WriteOperations;
import dev.pangaea.regionnode.causal.Causality;
import dev.pangaea.regionnode.causal.Touched;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The operation table: which operations this region answers, by AWS's names. */
public final class Operations {
  private static final int EXPRESSIONS_KEPT = 1024;
  private static final String TARGET = "DynamoDB_20120810.";
  private static final String STREAMS_TARGET = "DynamoDBStreams_20120810.";
  private static final String SCALING_TARGET = "AnyScaleFrontendService.";
  private static final Set<String> WRITING =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

  private final Identity identity;
  private final Causality causality;
  private final SortedMap<String, Operation> byName;

  private Operations(Identity identity, Causality causality, Map<String, Operation> byName) {
    this.identity = identity;
    this.causality = causality;
    this.byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  public static Operations of(Identity identity, Tables tables, Store store, Leaders leaders) {
    return of(identity, tables, store, leaders, PageBounds.DEFAULT);
  }

  public static Operations of(
      Identity identity, Tables tables, Store store, Leaders leaders, PageBounds bounds) {
    return of(identity, tables, store, leaders, bounds, new Throughputs(System::nanoTime));
  }

  /**
   * @param throughputs what requests are admitted by, and counted in
   */
  public static Operations of(
      Identity identity,
      Tables tables,
      Store store,
      Leaders leaders,
      PageBounds bounds,
      Throughputs throughputs) {
    TableLookup lookup = new TableLookup(tables);
    ItemAccess items = new ItemAccess(lookup, store, leaders, new Charges(identity, throughputs));
    Expressions expressions = new Expressions(EXPRESSIONS_KEPT);
    ReadPool pool = ReadPool.ofThisMachine();
    Map<String, Operation> byName = new TreeMap<>();
    byName.putAll(TableOperations.byName(identity, tables, lookup, store));
    Map<String, Operation> ofItems = new TreeMap<>();
    ofItems.putAll(WriteOperations.byName(items, expressions));
    ofItems.putAll(ReadOperations.byName(items, expressions, store, leaders, pool, bounds));
    ofItems.putAll(TransactionOperations.byName(items, expressions, pool));
    ofItems.putAll(
        StatementOperations.byName(
            items, new SelectReader(items, store, leaders, pool, bounds), pool));
    Causality causality = new Causality(identity.region(), tables, store, System::nanoTime);
    ofItems.forEach((name, operation) -> byName.put(name, traced(operation, causality)));
    return new Operations(identity, causality, byName);
  }

  /** The same, with what it had to do with in its reply. */
  private static Operation traced(Operation operation, Causality causality) {
    return (request, listener) ->
        Touched.during(
            touched ->
                operation.handle(
                    request,
                    reply -> {
                      causality.settle(touched);
                      listener.accept(
                          switch (reply) {
                            case Reply.Success(JsonContent content, _) ->
                                new Reply.Success(content, touched);
                            case Reply.Failed failed -> failed;
                          });
                    }));
  }

  /** These operations and others. */
  public Operations and(Map<String, Operation> others) {
    Map<String, Operation> all = new TreeMap<>(byName);
    all.putAll(others);
    return new Operations(identity, causality, all);
  }

  /** What a request says to have an operation of this name done. */
  public static String target(String name) {
    String service =
        StreamOperations.NAMES.contains(name)
            ? STREAMS_TARGET
            : ScalingOperations.NAMES.contains(name) ? SCALING_TARGET : TARGET;
    return service + name;
  }

  /** The same operations, each as the decorator makes it anew. */
  public Operations decorated(BiFunction<String, Operation, Operation> decorator) {
    Map<String, Operation> others = new TreeMap<>();
    byName.forEach((name, operation) -> others.put(name, decorator.apply(name, operation)));
    return new Operations(identity, causality, others);
  }

  /** What this region tells of its writes and knows of others'. */
  public Causality causality() {
    return causality;
  }

  public Identity identity() {
    return identity;
  }

  /** Whether requests of this name write items. */
  public static boolean writesItems(String operation) {
    return WRITING.contains(operation);
  }

  public SortedMap<String, Operation> byName() {
    return byName;
  }
}
