package dev.pangaea.simulator.processes;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Accounts and the transfers between them, as a region holds them: each must follow from the other.
 */
record Ledger(Map<String, Long> balances, Map<String, Transfer> transfers) {
  record Transfer(String from, String to, long amount) {}

  /** Out of all items of a region that are an account or a transfer; others are passed over. */
  static Ledger of(Collection<Map<String, AttributeValue>> items) {
    Map<String, Long> balances = new HashMap<>();
    Map<String, Transfer> transfers = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      if (item.containsKey("balance")) {
        balances.put(item.get("pk").s(), Long.parseLong(item.get("balance").n()));
      } else if (item.containsKey("transfer")) {
        transfers.put(
            item.get("transfer").s(),
            new Transfer(
                item.get("from").s(), item.get("to").s(), Long.parseLong(item.get("amount").n())));
      }
    }
    return new Ledger(balances, transfers);
  }

  /**
   * What accounts hold that were read together, if it is not as much in all or one is not there.
   */
  static Optional<String> wrongSum(List<Map<String, AttributeValue>> accounts, long inAll) {
    List<Optional<Long>> balances =
        accounts.stream()
            .map(
                account ->
                    Optional.ofNullable(account.get("balance"))
                        .map(balance -> Long.parseLong(balance.n())))
            .toList();
    long sum = balances.stream().flatMap(Optional::stream).mapToLong(Long::longValue).sum();
    return balances.stream().allMatch(Optional::isPresent) && sum == inAll
        ? Optional.empty()
        : Optional.of(
            balances.stream()
                .map(balance -> balance.map(String::valueOf).orElse("no account"))
                .collect(joining(" + ")));
  }

  /**
   * What is wrong, if each of these accounts was opened with as much, and only transfers changed
   * it.
   *
   * @param acknowledged transfers that must be there, and {@code cancelled} ones that must not
   */
  List<String> faults(
      Collection<String> accounts,
      long opened,
      Collection<String> acknowledged,
      Collection<String> cancelled) {
    Map<String, Long> expected = new HashMap<>();
    accounts.forEach(account -> expected.put(account, opened));
    for (Transfer transfer : transfers.values()) {
      expected.computeIfPresent(transfer.from, (account, sum) -> sum - transfer.amount);
      expected.computeIfPresent(transfer.to, (account, sum) -> sum + transfer.amount);
    }
    List<String> faults = new ArrayList<>();
    expected.forEach(
        (account, balance) -> {
          if (!balance.equals(balances.get(account))) {
            faults.add(account + ": " + balances.get(account) + ", not " + balance);
          }
        });
    acknowledged.stream()
        .filter(each -> !transfers.containsKey(each))
        .forEach(each -> faults.add("acknowledged and not there: " + each));
    cancelled.stream()
        .filter(transfers::containsKey)
        .forEach(each -> faults.add("cancelled and there: " + each));
    return faults;
  }
}
