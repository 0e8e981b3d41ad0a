package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.TableShape;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyJudgeTest {
  private static final QueryPlan TABLE = new QueryPlan(Optional.empty(), 2);
  private static final QueryPlan INDEX = new QueryPlan(Optional.of(1), 2);
  private static final ItemShape SIMPLE = Plans.shape(64);
  private static final ItemShape GROUPED =
      new ItemShape("key-", 80, new TableShape(20, true, 1, 4), false);

  private static Outcome judge(boolean verify, Operation operation, int status, String body)
      throws BadReplyException {
    return judge(verify, operation, status, body, "");
  }

  private static Outcome judge(
      boolean verify, Operation operation, int status, String body, String header)
      throws BadReplyException {
    return new ReplyJudge(verify, SIMPLE, TABLE).judge(operation, reply(status, body, header), 7);
  }

  private static Outcome judge(QueryPlan query, Operation operation, String body)
      throws BadReplyException {
    return new ReplyJudge(true, GROUPED, query).judge(operation, reply(200, body, ""), 7);
  }

  private static Reply reply(int status, String body, String header) throws BadReplyException {
    ReplyParser parser = new ReplyParser();
    String text =
        "HTTP/1.1 "
            + status
            + " X\r\n"
            + header
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    parser.take(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)));
    return parser;
  }

  private static String item(String key) {
    return "{\"Item\":{\"data\":{\"S\":\""
        + "x".repeat(42)
        + "\"},\"pk\":{\"S\":\""
        + key
        + "\"}}}";
  }

  @Test
  void aReadThatBringsItsItemIsAnswered() throws BadReplyException {
    assertThat(judge(true, Operation.GET, 200, item("key-000000000007")))
        .isEqualTo(Outcome.ANSWERED);
    assertThat(judge(true, Operation.GET, 200, "{\"X\":1," + item("key-000000000007").substring(1)))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aReadWithoutAnItemIsMissed() throws BadReplyException {
    assertThat(judge(true, Operation.GET, 200, "{}")).isEqualTo(Outcome.MISSED);
    assertThat(judge(false, Operation.GET, 200, "{\"X\":{}}")).isEqualTo(Outcome.MISSED);
  }

  @Test
  void anotherKeysItemIsAnErrorWhenVerified() throws BadReplyException {
    assertThat(judge(true, Operation.GET, 200, item("key-000000000008")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.WRONG_ITEM));
    assertThat(judge(false, Operation.GET, 200, item("key-000000000008")))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aWrongChecksumIsAnErrorWhenVerified() throws BadReplyException {
    assertThat(judge(true, Operation.PUT, 200, "{}", "x-amz-crc32: 1\r\n"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.CHECKSUM_MISMATCH));
    assertThat(judge(false, Operation.PUT, 200, "{}", "x-amz-crc32: 1\r\n"))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void errorsHaveDynamoDbsNameWithoutItsNamespace() throws BadReplyException {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"gone\"}";
    assertThat(judge(false, Operation.PUT, 400, body))
        .isEqualTo(new Outcome.Refused("ResourceNotFoundException", "gone"));
    assertThat(judge(false, Operation.PUT, 400, "{\"__type\":\"X\",\"Message\":\"gone\"}"))
        .isEqualTo(new Outcome.Refused("X", "gone"));
  }

  @Test
  void errorsWithoutANameHaveTheirStatus() throws BadReplyException {
    assertThat(judge(false, Operation.PUT, 503, "busy"))
        .isEqualTo(new Outcome.Refused("HTTP 503", "busy"));
    assertThat(judge(false, Operation.PUT, 500, "")).isEqualTo(new Outcome.Refused("HTTP 500", ""));
    assertThat(judge(false, Operation.PUT, 413, "[]"))
        .isEqualTo(new Outcome.Refused("HTTP 413", "[]"));
  }

  @Test
  void aSuccessThatIsNoObjectIsAnError() throws BadReplyException {
    assertThat(judge(false, Operation.PUT, 200, "<html>"))
        .isEqualTo(new Outcome.Refused(ReplyJudge.UNEXPECTED_BODY, "<html>"));
  }

  /** Item 7 of five groups: partition key and index key 2, sort key 1. */
  private static String grouped(String partition, String sort, String index) {
    return "{\"data\":{\"S\":\""
        + "x".repeat(45)
        + "\"},\"pk\":{\"S\":\""
        + partition
        + "\"},\"sk\":{\"S\":\""
        + sort
        + "\"},\"g1\":{\"S\":\""
        + index
        + "\"}}";
  }

  private static final String MINE = grouped("key-000000000002", "000001", "000000000002");
  private static final String SISTER = grouped("key-000000000002", "000000", "000000000002");
  private static final String OTHER = grouped("key-000000000003", "000001", "000000000003");

  @Test
  void anItemOfATableWithASortKeyHasBothItsKeys() throws BadReplyException {
    assertThat(judge(TABLE, Operation.GET, "{\"Item\":" + MINE + "}")).isEqualTo(Outcome.ANSWERED);
    assertThat(judge(TABLE, Operation.GET, "{\"Item\":" + SISTER + "}"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aQueryFindsAsManyItemsAsItsReplyCounts() throws BadReplyException {
    String items = "\"Items\":[" + SISTER + "," + MINE + "]";
    for (QueryPlan query : List.of(TABLE, INDEX)) {
      assertThat(judge(query, Operation.QUERY, "{\"Count\":2," + items + ",\"ScannedCount\":9}"))
          .isEqualTo(new Outcome.Found(2));
      assertThat(judge(query, Operation.QUERY, "{" + items + ",\"ScannedCount\":9,\"Count\": 2}"))
          .isEqualTo(new Outcome.Found(2));
      assertThat(
              judge(
                  query,
                  Operation.QUERY,
                  "{" + items + ",\"Count\":2,\"ScannedCount\":2,\"LastEvaluatedKey\":{}}"))
          .isEqualTo(new Outcome.Found(2));
    }
  }

  @Test
  void aQueryWithoutItemsIsMissed() throws BadReplyException {
    assertThat(judge(TABLE, Operation.QUERY, "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}"))
        .isEqualTo(Outcome.MISSED);
  }

  @Test
  void aQueryThatCountsNothingIsAnError() throws BadReplyException {
    for (String body : List.of("{}", "{\"Items\":[],\"ScannedCount\":1}", "{\"Count\":null}")) {
      assertThat(judge(TABLE, Operation.QUERY, body))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.UNEXPECTED_BODY));
    }
  }

  @Test
  void itemsOfAnotherKeyOrTooManyOrTooSmallAreErrorsWhenVerified() throws BadReplyException {
    List<String> bodies =
        List.of(
            "{\"Items\":[" + OTHER + "],\"Count\":1}",
            "{\"Items\":[" + String.join(",", MINE, MINE, MINE) + "],\"Count\":3}",
            "{\"Items\":[{\"pk\":{\"S\":\"key-000000000002\"},\"g1\":{\"S\":\"000000000002\"}}],"
                + "\"Count\":2}");
    for (String body : bodies) {
      for (QueryPlan query : List.of(TABLE, INDEX)) {
        assertThat(judge(query, Operation.QUERY, body))
            .isInstanceOfSatisfying(
                Outcome.Refused.class,
                refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.WRONG_ITEM));
      }
    }
  }
}
