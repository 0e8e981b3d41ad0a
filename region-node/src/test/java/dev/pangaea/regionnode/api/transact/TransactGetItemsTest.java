package dev.pangaea.regionnode.api.transact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joint reads of large items. */
class TransactGetItemsTest {
  private static final String GET = "TransactGetItems";

  private final FakeRegion region = new FakeRegion().table("T");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void refusesItemsOfMoreThanFourMegabytes() {
    put(11, 399_000);
    assertThat(caller.message(GET, gets(11)))
        .isEqualTo(
            "Transaction payload size cannot exceed 4MB. Payload Size: "
                + (11 * (399_000 + 4) + 1));
    assertThat(caller.call(GET, gets(10))).hasSizeGreaterThan(10 * 399_000);
  }

  @Test
  void aLargeReplyIsWrittenInThePoolAndASmallOneWhereItIsSent() {
    put(1, 100_000);
    assertThat(reply(gets(1)))
        .isInstanceOfSatisfying(
            Reply.Success.class,
            success -> assertThat(success.content()).isInstanceOf(EncodedJson.class));
    put(1, 10);
    assertThat(reply(gets(1)))
        .isInstanceOfSatisfying(
            Reply.Success.class,
            success -> assertThat(success.content()).isNotInstanceOf(EncodedJson.class));
  }

  private Reply reply(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    region
        .operations
        .byName()
        .get(GET)
        .handle(new Request(new JsonDecoder().open(body), "localhost:8001"), reply::complete);
    return reply.join();
  }

  private void put(int items, int bytes) {
    for (int number = 0; number < items; number++) {
      caller.call(
          "PutItem",
          "{'TableName':'T','Item':{'p':{'S':'a%d'},'v':{'S':'%s'}}}"
              .formatted(number, "x".repeat(bytes)));
    }
  }

  private static String gets(int items) {
    return IntStream.range(0, items)
        .mapToObj("{'Get':{'TableName':'T','Key':{'p':{'S':'a%d'}}}}"::formatted)
        .collect(Collectors.joining(",", "{'TransactItems':[", "]}"));
  }
}
