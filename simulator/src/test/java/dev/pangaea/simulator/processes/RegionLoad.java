package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one region is asked of: transfers and changes of whole sets of items, which no other region
 * writes, and writes of all kinds to items that every region writes.
 */
final class RegionLoad implements AutoCloseable {
  private static final int TRANSFERRING = 2;
  private static final int BUNDLES = 3;
  private static final int CONTENDING = 2;
  private static final int TRANSFERS_PER_KEY = 50;

  private final RegionProcesses region;
  private final String plainTable;
  private final Workers workers;
  private final TransactionSender sender;
  private final AtomicLong contended = new AtomicLong();
  private final Transfers transfers;
  private final Bundles bundles;

  private RegionLoad(RegionProcesses region, String plainTable, Workers workers) {
    this.region = region;
    this.plainTable = plainTable;
    this.workers = workers;
    this.sender = new TransactionSender(workers::stopped);
    this.transfers =
        Transfers.start(
            region, plainTable, Orders.TABLE, asOrder(region), workers, sender, TRANSFERRING);
    this.bundles = Bundles.start(region, plainTable, workers, sender, BUNDLES);
    Contention.start(workers, CONTENDING, contended);
  }

  /**
   * @param plainTable the table beside {@link Orders}: its items have {@code pk} as their key
   */
  static RegionLoad start(RegionProcesses region, String plainTable) {
    return new RegionLoad(region, plainTable, new Workers(region));
  }

  /** How many transactions were acknowledged, but for those to contended items. */
  long transactions() {
    return sender.done();
  }

  /** How many writes to contended items were acknowledged. */
  long contended() {
    return contended.get();
  }

  /** How often items were read together; the lower one of two kinds. */
  long looks() {
    return Math.min(transfers.looks(), bundles.looks());
  }

  /** Transactions that were seen half done, and what else was wrong when read together. */
  List<String> faultsSeen() {
    List<String> faults = new ArrayList<>(transfers.wrongSums());
    faults.addAll(bundles.faultsSeen());
    return faults;
  }

  /** What a region holds of this load that does not fit, once nobody writes. */
  List<String> faults(RegionProcesses seenIn) {
    Map<Bundles.Place, Map<String, AttributeValue>> items = new HashMap<>();
    for (Map<String, AttributeValue> item : TableScan.of(seenIn, Orders.TABLE)) {
      items.put(
          new Bundles.Place(Orders.TABLE, Orders.key(item.get("pk").s(), item.get("sk").s())),
          item);
    }
    for (Map<String, AttributeValue> item : TableScan.of(seenIn, plainTable)) {
      items.put(new Bundles.Place(plainTable, Map.of("pk", item.get("pk"))), item);
    }
    List<String> faults = new ArrayList<>(transfers.faults(items.values()));
    faults.addAll(bundles.faults(place -> items.getOrDefault(place, Map.of())));
    return faults;
  }

  @Override
  public void close() {
    workers.close();
  }

  @Override
  public String toString() {
    return "%s: transactions %s; %d writes to contended items; %d looks at several items together"
        .formatted(region.name, sender, contended.get(), transfers.looks() + bundles.looks());
  }

  /** A transfer's item has all that an order has, and shares its partition key with others. */
  private static UnaryOperator<Map<String, AttributeValue>> asOrder(RegionProcesses region) {
    return transfer -> {
      String name = transfer.get("transfer").s();
      long amount = Long.parseLong(transfer.get("amount").n());
      String pk = "transfers-" + region.name + "-" + amount / TRANSFERS_PER_KEY;
      Map<String, AttributeValue> order = Orders.item(pk, name, amount);
      order.putAll(transfer);
      return order;
    };
  }
}
