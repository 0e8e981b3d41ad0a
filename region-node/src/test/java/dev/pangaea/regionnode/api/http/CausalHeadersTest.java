package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.api.http.RawClient.Response;
import dev.pangaea.regionnode.causal.CausalToken;
import dev.pangaea.regionnode.causal.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every write is answered with a token, and only a token is waited for. */
class CausalHeadersTest {
  private static final String KEY = "{'p': {'S': 'a'}}";

  private RunningApi api;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    api = new RunningApi();
    api.region.table("one");
    api.region.table("two");
    client = new RawClient(api.port());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    api.close();
  }

  @Test
  void everyWriteIsAnsweredWithATokenOfWhereItWrote() throws IOException {
    assertThat(tables("PutItem", "{'TableName': 'one', 'Item': %s}".formatted(KEY)))
        .containsExactly("one");
    assertThat(
            tables(
                "UpdateItem",
                "{'TableName': 'one', 'Key': %s, 'UpdateExpression': 'REMOVE x'}".formatted(KEY)))
        .containsExactly("one");
    assertThat(tables("DeleteItem", "{'TableName': 'two', 'Key': %s}".formatted(KEY)))
        .containsExactly("two");
    String put = "[{'PutRequest': {'Item': %s}}]".formatted(KEY);
    assertThat(
            tables(
                "BatchWriteItem", "{'RequestItems': {'one': %s, 'two': %s}}".formatted(put, put)))
        .containsExactlyInAnyOrder("one", "two");
    String each = "{'Put': {'TableName': '%s', 'Item': %s}}";
    assertThat(
            tables(
                "TransactWriteItems",
                "{'TransactItems': [%s, %s]}"
                    .formatted(each.formatted("one", KEY), each.formatted("two", KEY))))
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void readsAndFailedWritesHaveNone() throws IOException {
    for (String[] request :
        new String[][] {
          {"GetItem", "{'TableName': 'one', 'Key': %s}".formatted(KEY)},
          {"Scan", "{'TableName': 'one'}"},
          {"ListTables", "{}"},
          {
            "PutItem",
            "{'TableName': 'one', 'Item': %s, 'ConditionExpression': 'attribute_exists(p)'}"
                .formatted(KEY)
          }
        }) {
      Response response = client.send(RawClient.request(request[0], request[1])).receive();
      assertThat(response.headers()).doesNotContainKey(CausalHeaders.TOKEN);
    }
  }

  @Test
  void whatIsNoTokenOrNoTimeIsRefusedAndDoesNothing() throws IOException {
    String token = new CausalToken(List.of()).text();
    for (String header :
        List.of(
            CausalHeaders.AFTER + ": nonsense!",
            CausalHeaders.AFTER + ": ",
            CausalHeaders.AFTER + ": " + token + "\r\n" + CausalHeaders.WAIT + ": soon",
            CausalHeaders.AFTER + ": " + token + "\r\n" + CausalHeaders.WAIT + ": -1")) {
      Response refused = put(header);
      assertThat(refused.status()).as(header).isEqualTo(400);
      assertThat(refused.body()).contains("ValidationException");
    }
    assertThat(api.successes("PutItem")).isZero();
    assertThat(put(CausalHeaders.AFTER + ": " + token).status()).isEqualTo(200);
  }

  @Test
  void whoIsNotLetInDoesNotWait() throws IOException {
    Mark never =
        new Mark("one", 0, api.region.operations.identity().region(), HybridTime.of(1L << 47, 0));
    String after = CausalHeaders.AFTER + ": " + new CausalToken(List.of(never)).text();
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String unsigned =
        new String(RawClient.request("GetItem", body, after), StandardCharsets.UTF_8)
            .replaceAll("Authorization: [^\r]*\r\n", "");
    Response refused = client.send(unsigned.getBytes(StandardCharsets.UTF_8)).receive();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("MissingAuthenticationToken");
  }

  private Response put(String header) throws IOException {
    byte[] body =
        "{'TableName': 'one', 'Item': %s}"
            .formatted(KEY)
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    return client.send(RawClient.request("PutItem", body, header)).receive();
  }

  private Set<String> tables(String operation, String body) throws IOException {
    Response response = client.send(RawClient.request(operation, body)).receive();
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return CausalToken.of(response.headers().get(CausalHeaders.TOKEN))
        .orElseThrow()
        .marks()
        .stream()
        .map(Mark::table)
        .collect(Collectors.toSet());
  }
}
