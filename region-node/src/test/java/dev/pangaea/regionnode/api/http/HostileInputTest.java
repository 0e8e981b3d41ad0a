package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
  private static final String VALID =
      "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'M':{'y':{'L':[{'NS':['1','2.5e3']}]}}}},"
          + "'ReturnConsumedCapacity':'TOTAL','ReturnValues':'ALL_OLD'}";
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException {
    api = new RunningApi();
    api.region.table("T");
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"TableName\"",
        "{\"TableName\":\"T\"} {}",
        "{\"TableName\":\"T\",}",
        "{'TableName':'T'}",
        "{\"TableName\":\"\\uZZZZ\"}",
        "{\"Limit\":999999999999999999999999999}",
        "{\"Limit\":NaN}",
        "/* comment */ {}"
      })
  void whatIsNoJsonObjectIsRefused(String body) throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      Response response =
          client
              .send(RawClient.request("ListTables", body.getBytes(StandardCharsets.UTF_8)))
              .receive();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("#SerializationException");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'Item':{'a':", "'Unknown':", "'ConditionExpression':"})
  void depthWithoutEndIsRefused(String before) throws IOException {
    int deep = 200_000;
    for (String open : new String[] {"{'L':[", "[", "{'M':{'a':"}) {
      try (RawClient client = new RawClient(api.port())) {
        String body = "{'TableName':'T'," + before + open.repeat(deep);
        Response response = client.call("PutItem", body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(client.call("ListTables", "{}").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    byte[] body = VALID.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (byte bad : new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0xED, (byte) 0x80}) {
      byte[] broken = body.clone();
      broken[new String(body, StandardCharsets.UTF_8).indexOf("\"a\"") + 1] = bad;
      try (RawClient client = new RawClient(api.port())) {
        Response response = client.send(RawClient.request("PutItem", broken)).receive();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("#SerializationException");
      }
    }
  }

  @Test
  void namesNeverSeenBeforeCostNoMoreThanOthers() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      StringBuilder item = new StringBuilder("{'TableName':'T','Item':{'p':{'S':'a'}");
      for (int number = 0; number < 20_000; number++) {
        item.append(",'name-").append(number).append("':{'NULL':true}");
      }
      assertThat(client.call("PutItem", item.append("}}").toString()).status()).isEqualTo(200);
    }
  }

  @Test
  void noMutationOfARequestBreaksTheServer() throws IOException {
    Random random = new Random(20_261_121);
    byte[] valid = VALID.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String[] operations = {"PutItem", "GetItem", "BatchWriteItem", "CreateTable", "UpdateTable"};
    byte[] alphabet = "{}[]\",:\\1eE-.SNBLMtfn \0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    try (RawClient client = new RawClient(api.port())) {
      for (int round = 0; round < 3_000; round++) {
        byte[] mutated = valid.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
          mutated[random.nextInt(mutated.length)] = alphabet[random.nextInt(alphabet.length)];
        }
        Response response =
            client
                .send(RawClient.request(operations[round % operations.length], mutated))
                .receive();
        assertThat(response.status())
            .as("round %d: %s", round, new String(mutated, StandardCharsets.ISO_8859_1))
            .isIn(200, 400);
      }
    }
  }
}
