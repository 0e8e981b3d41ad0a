package dev.pangaea.simulator.link.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.link.http.ControlStory.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkControlBoundTest {
  /** One more asks than may be answered at once, and none is until one was refused. */
  @Test
  void soManyAreAnsweredAtOnceAndTheRestAreRefused() throws Exception {
    CountDownLatch oneIsRefused = new CountDownLatch(1);
    try (ControlStory story = new ControlStory(() -> after(oneIsRefused));
        AutoCloseable _ = oneIsRefused::countDown) {
      List<CompletableFuture<Answer>> all =
          IntStream.rangeClosed(0, LinkControl.ANSWERED_MAX)
              .mapToObj(each -> story.asked("/metrics"))
              .toList();
      Answer first =
          (Answer) CompletableFuture.anyOf(all.toArray(CompletableFuture<?>[]::new)).get();
      assertThat(first.status()).isEqualTo(503);
      assertThat(first.json().path("error").asText())
          .isEqualTo("too many requests are answered just now");
      oneIsRefused.countDown();

      List<Integer> statuses =
          all.stream().map(CompletableFuture::join).map(Answer::status).toList();
      assertThat(statuses).filteredOn(status -> status == 503).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(LinkControl.ANSWERED_MAX);
      assertThat(story.get("/metrics").status()).isEqualTo(200);
    }
  }

  private static String after(CountDownLatch happened) {
    try {
      happened.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return "a_metric 1\n";
  }
}
