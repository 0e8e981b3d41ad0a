package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The target region in memory: takes in a delivery only where it stands, and remembers all. */
public final class RegionModel {
  private final SortedMap<LogPartition, Progress> standing = new TreeMap<>();
  private final SortedMap<LogPartition, String> tables = new TreeMap<>();
  private final SortedMap<LogPartition, List<Change>> taken = new TreeMap<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  public RegionModel wants(String table, LogPartition log) {
    return wants(table, log, Position.START);
  }

  public RegionModel wants(String table, LogPartition log, Position from) {
    tables.put(log, table);
    standing.put(log, new Progress(LogBook.SOURCE, log.log(), from, Watermark.NONE));
    taken.putIfAbsent(log, new ArrayList<>());
    return this;
  }

  public void wantsNoMore(LogPartition log) {
    tables.remove(log);
    standing.remove(log);
  }

  public List<Intake> intakes() {
    List<Intake> intakes = new ArrayList<>();
    standing.forEach(
        (log, progress) -> intakes.add(new Intake(tables.get(log), log.partition(), progress)));
    return intakes;
  }

  public DeliveryOutcome take(Delivery delivery) {
    LogPartition log = new LogPartition(delivery.to().log(), delivery.partition());
    Progress here = standing.get(log);
    if (here == null) {
      return new DeliveryOutcome.NotWanted();
    }
    if (!here.position().equals(delivery.from())) {
      return new DeliveryOutcome.Elsewhere(here);
    }
    deliveries.add(delivery);
    standing.put(log, delivery.to());
    taken.get(log).addAll(delivery.changes());
    int changes = delivery.changes().size();
    long visible = delivery.to().watermark().appendMillis() + 7;
    return new DeliveryOutcome.Taken(delivery.to(), new Tally(changes, 0, 0, 0, 0, 0), visible);
  }

  public Progress standing(LogPartition log) {
    return standing.get(log);
  }

  public List<Change> taken(LogPartition log) {
    return taken.getOrDefault(log, List.of());
  }

  public List<Delivery> deliveries() {
    return deliveries;
  }
}
