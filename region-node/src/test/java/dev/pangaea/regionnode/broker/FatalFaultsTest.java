package dev.pangaea.regionnode.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FatalFaultsTest {
  @AfterEach
  void forgetTheAction() {
    FatalFaults.afterwards(() -> {});
  }

  @Test
  void endsTheBrokersThreadAndNotTheProcess() {
    AtomicInteger told = new AtomicInteger();
    FatalFaults.contain();
    FatalFaults.afterwards(told::incrementAndGet);
    assertThatThrownBy(() -> Exit.halt(1, "the disk failed"))
        .isInstanceOf(FatalFaults.BrokerGaveUpError.class)
        .hasMessageContaining("the disk failed");
    assertThatThrownBy(() -> Exit.exit(2)).isInstanceOf(FatalFaults.BrokerGaveUpError.class);
    assertThat(told).hasValue(2);
  }
}
