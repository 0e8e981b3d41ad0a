package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyJudgeTest {
  private static final ItemShape SHAPE = new ItemShape("key-", 64);

  private static Outcome judge(boolean verify, Operation operation, int status, String body)
      throws BadReplyException {
    return judge(verify, operation, status, body, "");
  }

  private static Outcome judge(
      boolean verify, Operation operation, int status, String body, String header)
      throws BadReplyException {
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
    return new ReplyJudge(verify, SHAPE).judge(operation, parser, 7);
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
    assertThat(judge(true, Operation.READ, 200, item("key-000000000007")))
        .isEqualTo(Outcome.ANSWERED);
    assertThat(
            judge(true, Operation.READ, 200, "{\"X\":1," + item("key-000000000007").substring(1)))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aReadWithoutAnItemIsMissed() throws BadReplyException {
    assertThat(judge(true, Operation.READ, 200, "{}")).isEqualTo(Outcome.MISSED);
    assertThat(judge(false, Operation.READ, 200, "{\"X\":{}}")).isEqualTo(Outcome.MISSED);
  }

  @Test
  void anotherKeysItemIsAnErrorWhenVerified() throws BadReplyException {
    assertThat(judge(true, Operation.READ, 200, item("key-000000000008")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.WRONG_ITEM));
    assertThat(judge(false, Operation.READ, 200, item("key-000000000008")))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aWrongChecksumIsAnErrorWhenVerified() throws BadReplyException {
    assertThat(judge(true, Operation.WRITE, 200, "{}", "x-amz-crc32: 1\r\n"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.error()).isEqualTo(ReplyJudge.CHECKSUM_MISMATCH));
    assertThat(judge(false, Operation.WRITE, 200, "{}", "x-amz-crc32: 1\r\n"))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void errorsHaveDynamoDbsNameWithoutItsNamespace() throws BadReplyException {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"gone\"}";
    assertThat(judge(false, Operation.WRITE, 400, body))
        .isEqualTo(new Outcome.Refused("ResourceNotFoundException", "gone"));
    assertThat(judge(false, Operation.WRITE, 400, "{\"__type\":\"X\",\"Message\":\"gone\"}"))
        .isEqualTo(new Outcome.Refused("X", "gone"));
  }

  @Test
  void errorsWithoutANameHaveTheirStatus() throws BadReplyException {
    assertThat(judge(false, Operation.WRITE, 503, "busy"))
        .isEqualTo(new Outcome.Refused("HTTP 503", "busy"));
    assertThat(judge(false, Operation.WRITE, 500, ""))
        .isEqualTo(new Outcome.Refused("HTTP 500", ""));
    assertThat(judge(false, Operation.WRITE, 413, "[]"))
        .isEqualTo(new Outcome.Refused("HTTP 413", "[]"));
  }

  @Test
  void aSuccessThatIsNoObjectIsAnError() throws BadReplyException {
    assertThat(judge(false, Operation.WRITE, 200, "<html>"))
        .isEqualTo(new Outcome.Refused(ReplyJudge.UNEXPECTED_BODY, "<html>"));
  }
}
