package dev.pangaea.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LinkLoopTest {
  @Test
  void anErrorOfTheMachineReachesWhoeverWaitsForTheAction() {
    LinkLoop loop = new LinkLoop();
    try {
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () ->
                  loop.run(
                      () -> {
                        throw new NoClassDefFoundError("broken for this test");
                      }));
      assertThat(waiting)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withRootCauseInstanceOf(NoClassDefFoundError.class);
    } finally {
      loop.close();
    }
  }
}
