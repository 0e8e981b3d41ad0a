package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Within a region, what clients were told of an item fits one order, that of the log, and that
 * order keeps to what was over before what began. A region that came again is passed over: it has
 * more than one log.
 */
final class Linearizable implements Check {
  private record Place(RegionName region, int partition, EncodedKey key) {}

  @Override
  public String promise() {
    return "writes and strongly consistent reads of an item come one after the other";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    Map<Place, List<Operation>> operations =
        evidence.operations().stream()
            .filter(each -> evidence.stayed(each.region()))
            .collect(
                Collectors.groupingBy(
                    each -> new Place(each.region(), each.partition(), each.key()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    evidence
        .regions()
        .forEach(
            (region, partitions) -> {
              if (!evidence.stayed(region)) {
                return;
              }
              for (int partition = 0; partition < partitions.size(); partition++) {
                NaiveFold fold = partitions.get(partition).fold();
                List<Place> places = new ArrayList<>();
                for (EncodedKey key : fold.sights().keySet()) {
                  places.add(new Place(region, partition, key));
                }
                for (Place place : places) {
                  List<Operation> there = operations.getOrDefault(place, List.of());
                  judge(fold.sights(place.key()), there, complain);
                  operations.remove(place);
                }
              }
            });
    operations.values().forEach(unwritten -> judge(List.of(), unwritten, complain));
  }

  private static void judge(
      List<NaiveFold.Sight> sights, List<Operation> operations, Consumer<String> complain) {
    ItemHistory history = new ItemHistory(sights);
    operations.stream()
        .sorted(Comparator.comparingLong(Operation::askedNanos))
        .forEach(operation -> history.place(operation, complain));
    long unknown = history.strangeDeletes();
    long doubtful =
        operations.stream()
            .filter(each -> each.action() instanceof Action.Delete)
            .filter(
                each ->
                    each.reply() instanceof Reply.InDoubt || each.reply() instanceof Reply.Repeated)
            .count();
    if (unknown > doubtful) {
      complain.accept(
          "%d deletes that nobody was told of, of %d that may be".formatted(unknown, doubtful));
    }
  }
}
