package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultOrderTest {
  private static final Answer FILTER = refused("Invalid FilterExpression: Syntax error");
  private static final Answer NO_TABLE = refused("Cannot do operations on a non-existent table");

  @Test
  void expressionsComeBeforeTheTable() {
    assertThat(FaultOrder.isBefore(FILTER, NO_TABLE)).isTrue();
    assertThat(FaultOrder.isBefore(NO_TABLE, FILTER)).isFalse();
  }

  @Test
  void anotherFaultOfTheSameExpressionIsNoMatterOfOrder() {
    assertThat(FaultOrder.isBefore(FILTER, refused("Invalid FilterExpression: Other"))).isFalse();
  }

  @Test
  void aFaultWithoutAPlaceInTheOrderIsBeforeNone() {
    assertThat(FaultOrder.isBefore(refused("Anything else"), NO_TABLE)).isFalse();
    assertThat(FaultOrder.isBefore(FILTER, refused("Anything else"))).isFalse();
  }

  private static Answer refused(String message) {
    return new Answer(400, "ValidationException", message);
  }
}
