package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

/** No worker ends without being heard. */
@Timeout(30)
class WorkersTest {
  private static final int NOBODY_LISTENS = 1;

  private final Workers workers = new Workers(TwoRegions.client("us-east-1", NOBODY_LISTENS));

  @Test
  void whatFailsByItselfIsToldInTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    for (String missing : new String[] {"one", "another"}) {
      workers.run(
          client -> {
            begun.countDown();
            throw new NullPointerException(missing);
          });
    }
    begun.await();
    assertThatThrownBy(workers::close)
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(NullPointerException.class)
        .satisfies(
            failed ->
                assertThat(failed.getSuppressed())
                    .hasOnlyElementsOfType(NullPointerException.class)
                    .hasSize(1));
  }

  @Test
  void aRegionThatRefusesIsAskedAgain() throws InterruptedException {
    CountDownLatch refusals = new CountDownLatch(3);
    workers.run(
        client -> {
          refusals.countDown();
          throw SdkClientException.create("the node is gone");
        });
    refusals.await();
    assertThatCode(workers::close).doesNotThrowAnyException();
  }
}
