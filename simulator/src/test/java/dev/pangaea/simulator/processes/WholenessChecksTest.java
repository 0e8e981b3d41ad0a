package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checks of transactions find one that is half done, lost, or done though it was cancelled. */
class WholenessChecksTest {
  private static final Optional<Long> GONE = Optional.empty();
  private static final List<String> ACCOUNTS = List.of("a", "b", "c");
  private static final List<Map<String, AttributeValue>> RIGHT =
      List.of(
          account("a", 93),
          account("b", 105),
          account("c", 102),
          transfer("first", "a", "b", 7),
          transfer("second", "b", "c", 2));

  @Test
  void setsThatAreWholeHaveNoFaults() {
    assertThat(bundle(3, 3, Optional.of(3L), Optional.of(3L))).isEmpty();
    assertThat(bundle(2, 3, Optional.of(3L), Optional.of(3L))).isEmpty();
    assertThat(bundle(4, 4, GONE, GONE)).isEmpty();
    assertThat(bundle(-1, 0, GONE, GONE)).isEmpty();
  }

  @Test
  void aSetThatIsHalfChangedIsAFault() {
    assertThat(bundle(2, 3, Optional.of(2L), Optional.of(3L)))
        .singleElement()
        .asString()
        .contains("half");
    assertThat(bundle(3, 4, Optional.of(3L), GONE)).singleElement().asString().contains("half");
  }

  @Test
  void anAcknowledgedChangeOfASetThatIsNotThereIsAFault() {
    assertThat(bundle(3, 4, Optional.of(2L), Optional.of(2L))).isNotEmpty();
    assertThat(bundle(2, 3, GONE, GONE)).isNotEmpty();
    assertThat(bundle(4, 4, Optional.of(3L), Optional.of(3L))).isNotEmpty();
  }

  @Test
  void aChangeOfASetThatNobodyMadeIsAFault() {
    assertThat(bundle(2, 3, Optional.of(5L), Optional.of(5L))).isNotEmpty();
  }

  @Test
  void transfersThatAreWholeHaveNoFaults() {
    assertThat(ledger(RIGHT, "first")).isEmpty();
  }

  @Test
  void accountsReadTogetherHoldTheSameInAllAndAreAllThere() {
    assertThat(Ledger.wrongSum(List.of(account("a", 93), account("b", 107)), 200)).isEmpty();
    assertThat(Ledger.wrongSum(List.of(account("a", 93), account("b", 100)), 200))
        .contains("93 + 100");
    assertThat(Ledger.wrongSum(List.of(account("a", 200), Map.of()), 200))
        .contains("200 + no account");
  }

  @Test
  void aTransferWithOneAccountUnchangedIsAFault() {
    assertThat(ledger(changed(0, account("a", 100)), "first")).containsExactly("a: 100, not 93");
  }

  @Test
  void aTransferThatChangedAccountsButIsNotThereIsAFault() {
    List<Map<String, AttributeValue>> items = new ArrayList<>(RIGHT);
    items.removeLast();

    assertThat(ledger(items, "first")).hasSize(2);
  }

  @Test
  void aTransferThatCountsTwiceIsAFault() {
    assertThat(ledger(changed(1, account("b", 112)), "first")).containsExactly("b: 112, not 105");
  }

  @Test
  void anAcknowledgedTransferThatIsNotThereIsAFault() {
    assertThat(ledger(RIGHT, "third")).containsExactly("acknowledged and not there: third");
  }

  @Test
  void aCancelledTransferThatIsThereIsAFault() {
    assertThat(Ledger.of(RIGHT).faults(ACCOUNTS, 100, List.of(), List.of("second")))
        .containsExactly("cancelled and there: second");
  }

  private static List<String> bundle(
      long from, long to, Optional<Long> first, Optional<Long> second) {
    return BundleCheck.faults("set", List.of(first, second), from, to);
  }

  private static List<String> ledger(List<Map<String, AttributeValue>> items, String acknowledged) {
    return Ledger.of(items).faults(ACCOUNTS, 100, List.of(acknowledged), List.of());
  }

  private static List<Map<String, AttributeValue>> changed(
      int index, Map<String, AttributeValue> item) {
    List<Map<String, AttributeValue>> items = new ArrayList<>(RIGHT);
    items.set(index, item);
    return items;
  }

  private static Map<String, AttributeValue> account(String name, long balance) {
    return Map.of("pk", AttributeValue.fromS(name), "balance", AttributeValue.fromN("" + balance));
  }

  private static Map<String, AttributeValue> transfer(
      String name, String from, String to, long amount) {
    return Map.of(
        "pk", AttributeValue.fromS(name),
        "transfer", AttributeValue.fromS(name),
        "from", AttributeValue.fromS(from),
        "to", AttributeValue.fromS(to),
        "amount", AttributeValue.fromN("" + amount));
  }
}
