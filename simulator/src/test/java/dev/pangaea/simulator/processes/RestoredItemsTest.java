package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.NumberedWrites.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What streams and restored tables are checked by finds what is wrong with them. */
class RestoredItemsTest {
  private final List<List<ToldChange>> partitions = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<Write> writes = new ArrayList<>();
  private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
  private long now;

  /** Two partitions, a writer who writes to both in turn, and a pair. */
  @BeforeEach
  void write() {
    for (int number = 0; number < 6; number++) {
      write(number % 2, number % 2 == 0 ? "even" : "odd", number);
    }
    pair(6);
  }

  @Test
  void whatIsRightIsRight() {
    assertThat(told().faults()).isEmpty();
    items.putAll(told().items());
    assertThat(restored().faultsBetween(now, now)).isEmpty();
    assertThat(restored().faultsAt(now)).isEmpty();
    items.put("odd", item("odd", 3));
    items.put("even", item("even", 4));
    items.keySet().removeIf(key -> key.startsWith(NumberedWrites.PAIR));
    assertThat(restored().faultsAt(partitions.getFirst().get(2).appendMillis())).isEmpty();
  }

  @Test
  void aChangeThatTheStreamLeavesOutIsFound() {
    partitions.getFirst().remove(1);
    assertThat(told().faults()).hasSize(1);
  }

  @Test
  void changesInTheWrongOrderAreFound() {
    List<ToldChange> changes = partitions.getFirst();
    changes.add(1, changes.remove(2));
    assertThat(told().faults()).isNotEmpty();
  }

  @Test
  void anItemThatIsLostOrOldIsFound() {
    items.putAll(told().items());
    items.put("odd", item("odd", 3));
    assertThat(restored().faultsBetween(now, now)).isNotEmpty();
    assertThat(restored().faultsAt(now)).hasSize(1);
    items.remove("odd");
    assertThat(restored().faultsBetween(now, now)).isNotEmpty();
    assertThat(restored().faultsAt(now)).hasSize(1);
  }

  @Test
  void aLaterWriteWithoutTheOneBeforeItIsFound() {
    items.put("even", item("even", 4));
    items.put("odd", item("odd", 1));
    assertThat(restored().faultsBetween(0, now)).anyMatch(fault -> fault.contains("without"));
  }

  @Test
  void whatWasWrittenAfterTheReplyIsFound() {
    items.put("even", item("even", 4));
    items.put("odd", item("odd", 5));
    long beforeTheLast = writes.get(5).begun() - 1;
    assertThat(restored().faultsBetween(0, beforeTheLast)).isNotEmpty();
  }

  @Test
  void halfATransactionIsFound() {
    items.putAll(told().items());
    items.remove("pair-w-b");
    assertThat(restored().faultsAt(now)).hasSize(1);
    items.remove("pair-w-a");
    assertThat(restored().faultsBetween(now, now)).hasSize(1);
    assertThat(restored().faultsBetween(0, now)).isEmpty();
  }

  private ToldChanges told() {
    return new ToldChanges(partitions);
  }

  private RestoredItems restored() {
    return new RestoredItems(items, told(), writes);
  }

  private void write(int partition, String key, long number) {
    long begun = ++now;
    tell(partition, key, number);
    writes.add(new Write("w", number, key, begun, ++now));
  }

  private void pair(long number) {
    long begun = ++now;
    for (String key : List.of("pair-w-a", "pair-w-b")) {
      tell(0, key, number);
      writes.add(new Write("w", number, key, begun, now + 1));
    }
    now++;
  }

  private void tell(int partition, String key, long number) {
    List<ToldChange> changes = partitions.get(partition);
    Optional<Map<String, AttributeValue>> before =
        told().of(key).isEmpty() ? Optional.empty() : told().of(key).getLast().after();
    ToldChange change =
        new ToldChange(
            changes.size(),
            0,
            ++now,
            key,
            before.isEmpty() ? "INSERT" : "MODIFY",
            before,
            Optional.of(item(key, number)),
            false);
    changes.add(change);
  }

  private static Map<String, AttributeValue> item(String key, long number) {
    return Map.of("pk", AttributeValue.fromS(key), "value", AttributeValue.fromS("w#" + number));
  }
}
