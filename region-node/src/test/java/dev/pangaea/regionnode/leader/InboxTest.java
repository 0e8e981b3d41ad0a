package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox<String> inbox = new Inbox<>(2);

  @Test
  void aLoopDoesNotSleepOnWhatIsThereAlready() {
    inbox.offer("event", false);

    inbox.await(TimeUnit.DAYS.toNanos(1));

    assertThat(inbox.poll()).isEqualTo("event");
  }

  @Test
  void whatWakesNobodyIsTakenWithWhatDoes() throws InterruptedException {
    StringBuilder taken = new StringBuilder();
    Thread loop =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (taken.length() < 2) {
                    inbox.await(TimeUnit.DAYS.toNanos(1));
                    for (String event = inbox.poll(); event != null; event = inbox.poll()) {
                      taken.append(event);
                    }
                  }
                });

    inbox.offer("a", false);
    inbox.offer("b", true);
    loop.join();

    assertThat(taken).hasToString("ab");
  }

  @Test
  void isBounded() {
    assertThat(inbox.offer("a", true)).isTrue();
    assertThat(inbox.offer("b", false)).isTrue();
    assertThat(inbox.offer("c", true)).isFalse();
  }
}
