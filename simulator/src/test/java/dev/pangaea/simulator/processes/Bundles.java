package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Sets of four items of two tables, each changed only together and in one region by one writer.
 * Each change has a number, and comes after the one before is known to count. Meanwhile each set is
 * read in one piece.
 */
final class Bundles {
  private static final String NUMBER = "number";

  /** One of a set's items. */
  record Place(String table, Map<String, AttributeValue> key) {}

  private record Bundle(String name, String plainTable, AtomicLong acknowledged) {
    /** Two that share a partition key, and two elsewhere. */
    List<Place> places() {
      return List.of(
          new Place(Orders.TABLE, Orders.key(name, "left")),
          new Place(Orders.TABLE, Orders.key(name, "right")),
          new Place(Orders.TABLE, Orders.key(name + "-more", "alone")),
          new Place(plainTable, Map.of("pk", AttributeValue.fromS(name))));
    }

    List<TransactWriteItem> deletes() {
      return places().stream()
          .map(
              place ->
                  TransactWriteItem.builder()
                      .delete(delete -> delete.tableName(place.table).key(place.key))
                      .build())
          .toList();
    }

    List<TransactWriteItem> writes(long change) {
      AttributeValue number = AttributeValue.fromN("" + change);
      return List.of(
          TransactWriteItem.builder()
              .put(
                  put ->
                      put.tableName(Orders.TABLE)
                          .item(Orders.item(name, "left", change))
                          .conditionExpression("attribute_not_exists(pk) OR #number < :next")
                          .expressionAttributeNames(Map.of("#number", NUMBER))
                          .expressionAttributeValues(Map.of(":next", number)))
              .build(),
          TransactWriteItem.builder().update(Orders.update(name, "right", change)).build(),
          TransactWriteItem.builder()
              .update(Orders.update(name + "-more", "alone", change))
              .build(),
          TransactWriteItem.builder()
              .put(
                  put ->
                      put.tableName(plainTable)
                          .item(
                              Map.of(
                                  "pk",
                                  AttributeValue.fromS(name),
                                  "value",
                                  AttributeValue.fromS("value " + change % 9),
                                  NUMBER,
                                  number)))
              .build());
    }
  }

  private final TransactionSender sender;
  private final List<Bundle> bundles = new ArrayList<>();
  private final AtomicLong looks = new AtomicLong();
  private final Queue<String> faultsSeen = new ConcurrentLinkedQueue<>();

  private Bundles(TransactionSender sender) {
    this.sender = sender;
  }

  /**
   * @param plainTable the table beside {@link Orders}: its items have {@code pk} as their key
   */
  static Bundles start(
      RegionProcesses region,
      String plainTable,
      Workers workers,
      TransactionSender sender,
      int count) {
    Bundles bundles = new Bundles(sender);
    for (int index = 0; index < count; index++) {
      String name = "bundle-" + region.name + "-" + index;
      bundles.bundles.add(new Bundle(name, plainTable, new AtomicLong(-1)));
    }
    bundles.bundles.forEach(bundle -> workers.run(client -> bundles.change(client, bundle)));
    workers.run(bundles::look);
    return bundles;
  }

  /** How often a set was read in one piece. */
  long looks() {
    return looks.get();
  }

  /** What was wrong with sets that were read in one piece. */
  List<String> faultsSeen() {
    return List.copyOf(faultsSeen);
  }

  /**
   * What is wrong with the sets in a region, once nobody writes.
   *
   * @param items what the region holds at a place
   */
  List<String> faults(Function<Place, Map<String, AttributeValue>> items) {
    List<String> faults = new ArrayList<>();
    for (Bundle bundle : bundles) {
      List<Optional<Long>> seen = bundle.places().stream().map(items).map(Bundles::number).toList();
      long acknowledged = bundle.acknowledged.get();
      faults.addAll(BundleCheck.faults(bundle.name, seen, acknowledged, acknowledged + 1));
    }
    return faults;
  }

  private void change(DynamoDbClient client, Bundle bundle) {
    long change = bundle.acknowledged.get() + 1;
    List<TransactWriteItem> writes =
        BundleCheck.deletes(change) ? bundle.deletes() : bundle.writes(change);
    switch (sender.send(client, bundle.name + "-" + change, writes)) {
      case DONE -> bundle.acknowledged.set(change);
      case CANCELLED -> faultsSeen.add(bundle.name + " met a later change than " + change);
      case UNKNOWN -> {}
    }
  }

  private void look(DynamoDbClient client) {
    Bundle bundle = bundles.get((int) (looks.get() % bundles.size()));
    List<TransactGetItem> gets =
        bundle.places().stream()
            .map(
                place ->
                    TransactGetItem.builder()
                        .get(get -> get.tableName(place.table).key(place.key))
                        .build())
            .toList();
    long before = bundle.acknowledged.get();
    List<Optional<Long>> seen =
        client.transactGetItems(request -> request.transactItems(gets)).responses().stream()
            .map(ItemResponse::item)
            .map(Bundles::number)
            .toList();
    long after = bundle.acknowledged.get() + 1;
    faultsSeen.addAll(BundleCheck.faults(bundle.name, seen, before, after));
    looks.incrementAndGet();
  }

  private static Optional<Long> number(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(NUMBER)).map(number -> Long.parseLong(number.n()));
  }
}
