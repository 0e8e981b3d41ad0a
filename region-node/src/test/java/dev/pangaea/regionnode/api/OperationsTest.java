package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
  void whatChangesItemsIsAWrite(String operation) {
    assertThat(Operations.writesItems(operation)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetItem", "BatchGetItem", "Query", "Scan", "UpdateTable", "unknown"})
  void whatChangesNoItemIsNone(String operation) {
    assertThat(Operations.writesItems(operation)).isFalse();
  }
}
