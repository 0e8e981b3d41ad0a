package dev.pangaea.regionnode.api.transact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TransactWriteItems and TransactGetItems, in DynamoDB's words. */
class TransactItemsTest {
  private static final String WRITE = "TransactWriteItems";
  private static final String GET = "TransactGetItems";

  private final FakeRegion region = new FakeRegion().table("T").table("U");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void writesAllAndAnswersWithNothingUnlessAsked() {
    assertThat(write(put("a", "1"), update("b", "SET x = :x", "{':x':{'N':'2'}}"), delete("c")))
        .isEqualTo("{}");
    assertThat(caller.call(GET, items(get("a"), get("b"), get("c"))))
        .isEqualTo(
            "{'Responses':[{'Item':{'p':{'S':'a'},'v':{'S':'1'}}},"
                + "{'Item':{'p':{'S':'b'},'x':{'N':'2'}}},{}]}");
  }

  @Test
  void tellsTheReasonsInTheOrderOfTheItems() {
    write(put("a", "1"), put("d", "text"));
    String cancelled =
        items(
            put("b", "2"),
            "{'Delete':{'TableName':'T','Key':{'p':{'S':'a'}},'ConditionExpression':'v = :v',"
                + "'ExpressionAttributeValues':{':v':{'S':'9'}},"
                + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}}",
            "{'ConditionCheck':{'TableName':'U','Key':{'p':{'S':'a'}},"
                + "'ConditionExpression':'attribute_exists(p)',"
                + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}}",
            update("d", "SET v = v + :x", "{':x':{'N':'2'}}"));
    assertThat(caller.failure(WRITE, cancelled).kind()).isEqualTo(ErrorKind.TRANSACTION_CANCELED);
    assertThat(caller.message(WRITE, cancelled))
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                + " ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]");
    assertThat(caller.details(WRITE, cancelled))
        .isEqualTo(
            "{'CancellationReasons':[{'Code':'None'},{'Code':'ConditionalCheckFailed','Message':'The"
                + " conditional request failed','Item':{'p':{'S':'a'},'v':{'S':'1'}}},{'Code':'ConditionalCheckFailed','Message':'The"
                + " conditional request failed'},{'Code':'ValidationError','Message':'An operand in"
                + " the update expression has an incorrect data type'}]}");
    assertThat(caller.call(GET, items(get("b")))).isEqualTo("{'Responses':[{}]}");
  }

  @Test
  void tellsTheItemOfAFailedConditionOnlyIfItIsAskedFor() {
    write(put("a", "1"));
    assertThat(
            caller.details(
                WRITE,
                items(
                    "{'Put':{'TableName':'T','Item':{'p':{'S':'a'}},"
                        + "'ConditionExpression':'attribute_not_exists(p)'}}")))
        .isEqualTo(
            "{'CancellationReasons':[{'Code':'ConditionalCheckFailed','Message':'The conditional"
                + " request failed'}]}");
  }

  @Test
  void whatDoesNotFitItsTableIsAReasonToo() {
    String misfits =
        items(
            put("a", "1"),
            "{'Delete':{'TableName':'T','Key':{'x':{'S':'a'}}}}",
            update("c", "SET p = :x", "{':x':{'S':'2'}}"));
    assertThat(caller.message(WRITE, misfits)).endsWith("[None, ValidationError, ValidationError]");
    assertThat(caller.details(WRITE, misfits))
        .contains("The provided key element does not match the schema")
        .contains("Cannot update attribute p. This attribute is part of the key");
    assertThat(caller.message(GET, items("{'Get':{'TableName':'T','Key':{'x':{'S':'a'}}}}")))
        .endsWith("[ValidationError]");
  }

  @Test
  void readsWhatIsProjected() {
    write(put("a", "1"));
    assertThat(
            caller.call(
                GET,
                items(
                    "{'Get':{'TableName':'T','Key':{'p':{'S':'a'}},'ProjectionExpression':'#v',"
                        + "'ExpressionAttributeNames':{'#v':'v'}}}")))
        .isEqualTo("{'Responses':[{'Item':{'v':{'S':'1'}}}]}");
  }

  @Test
  void capacityIsTwiceThatOfPlainRequests() {
    String both =
        "{'TransactItems':[%s,%s],'ReturnConsumedCapacity':'%s'}"
            .formatted(
                put("a", "x".repeat(1500)),
                "{'ConditionCheck':{'TableName':'U','Key':{'p':{'S':'a'}},"
                    + "'ConditionExpression':'attribute_not_exists(p)'}}",
                "TOTAL");
    assertThat(caller.call(WRITE, both))
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'T','CapacityUnits':4.0,'WriteCapacityUnits':4.0},"
                + "{'TableName':'U','CapacityUnits':2.0,'WriteCapacityUnits':2.0}]}");
    assertThat(
            caller.call(
                GET,
                "{'TransactItems':[%s,%s],'ReturnConsumedCapacity':'INDEXES'}"
                    .formatted(get("a"), get("none"))))
        .endsWith(
            ",'ConsumedCapacity':[{'TableName':'T','CapacityUnits':4.0,'ReadCapacityUnits':4.0,"
                + "'Table':{'CapacityUnits':4.0,'ReadCapacityUnits':4.0}}]}");
  }

  @Test
  void boundsTheNumberOfItems() {
    assertThat(caller.message(WRITE, "{}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'transactItems' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(caller.message(GET, "{'TransactItems':[]}"))
        .isEqualTo(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 1");
    assertThat(caller.message(WRITE, many(101)))
        .startsWith("1 validation error detected: Value '[")
        .endsWith(
            "]' at 'transactItems' failed to satisfy constraint: Member must have length less than"
                + " or equal to 100");
    assertThat(caller.call(WRITE, many(100))).isEqualTo("{}");
  }

  @Test
  void refusesTheSameItemTwice() {
    String twice = "Transaction request cannot include multiple operations on one item";
    assertThat(caller.message(WRITE, items(put("a", "1"), delete("a")))).isEqualTo(twice);
    assertThat(caller.message(GET, items(get("a"), get("a")))).isEqualTo(twice);
  }

  @Test
  void refusesMoreThanFourMegabytes() {
    String large =
        IntStream.range(0, 11)
            .mapToObj(number -> put("a" + number, "x".repeat(399_000)))
            .collect(Collectors.joining(",", "{'TransactItems':[", "]}"));
    assertThat(caller.message(WRITE, large))
        .startsWith("Transaction payload size cannot exceed 4MB. Payload Size: ");
  }

  @Test
  void refusesElementsThatAreNotOneAction() {
    assertThat(caller.message(WRITE, "{'TransactItems':[{}]}"))
        .isEqualTo(
            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
    assertThat(
            caller.message(
                WRITE,
                "{'TransactItems':[{'Put':{'TableName':'T','Item':{'p':{'S':'a'}}},"
                    + "'Delete':{'TableName':'T','Key':{'p':{'S':'b'}}}}]}"))
        .isEqualTo("TransactItems can only contain one of Check, Put, Update or Delete");
    assertThat(caller.message(GET, "{'TransactItems':[{}]}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'transactItems.1.member.get' failed to"
                + " satisfy constraint: Member must not be null");
  }

  @Test
  void tellsWhichMembersAreMissing() {
    assertThat(
            caller.message(
                WRITE, "{'TransactItems':[{'Put':{}},{'Update':{'TableName':'T','Key':{}}}]}"))
        .isEqualTo(
            "3 validation errors detected: Value null at 'transactItems.1.member.put.tableName'"
                + " failed to satisfy constraint: Member must not be null; Value null at"
                + " 'transactItems.1.member.put.item' failed to satisfy constraint: Member must"
                + " not be null; Value null at 'transactItems.2.member.update.updateExpression'"
                + " failed to satisfy constraint: Member must not be null");
    assertThat(
            caller.message(
                WRITE, items("{'ConditionCheck':{'TableName':'T','Key':{'p':{'S':'a'}}}}")))
        .contains("'transactItems.1.member.conditionCheck.conditionExpression'");
  }

  @Test
  void refusesBadExpressionsAndUnknownTables() {
    assertThat(
            caller.message(
                WRITE,
                items(
                    "{'Put':{'TableName':'T','Item':{'p':{'S':'a'}},"
                        + "'ConditionExpression':'foo bar'}}")))
        .startsWith("Invalid ConditionExpression: Syntax error; token: ");
    assertThat(caller.failure(WRITE, items("{'Put':{'TableName':'none','Item':{'p':{'S':'a'}}}}")))
        .extracting(failure -> failure.kind())
        .isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
    assertThat(
            caller.message(
                WRITE,
                items(
                    "{'Put':{'TableName':'T','Item':{'p':{'S':'a'}},"
                        + "'ExpressionAttributeValues':{':v':{'S':'b'}}}}")))
        .isEqualTo(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " ConditionExpression is null");
  }

  @Test
  void boundsTheToken() {
    assertThat(
            caller.message(
                WRITE,
                "{'TransactItems':[%s],'ClientRequestToken':'%s'}"
                    .formatted(put("a", "1"), "x".repeat(37))))
        .contains("'clientRequestToken'")
        .endsWith("Member must have length less than or equal to 36");
  }

  private String write(String... elements) {
    return caller.call(WRITE, items(elements));
  }

  private static String items(String... elements) {
    return "{'TransactItems':[" + String.join(",", elements) + "]}";
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> put("a" + number, "1"))
        .collect(Collectors.joining(",", "{'TransactItems':[", "]}"));
  }

  private static String put(String key, String value) {
    return "{'Put':{'TableName':'T','Item':{'p':{'S':'%s'},'v':{'S':'%s'}}}}".formatted(key, value);
  }

  private static String delete(String key) {
    return "{'Delete':{'TableName':'T','Key':{'p':{'S':'%s'}}}}".formatted(key);
  }

  private static String update(String key, String expression, String values) {
    return ("{'Update':{'TableName':'T','Key':{'p':{'S':'%s'}},'UpdateExpression':'%s',"
            + "'ExpressionAttributeValues':%s}}")
        .formatted(key, expression, values);
  }

  private static String get(String key) {
    return "{'Get':{'TableName':'T','Key':{'p':{'S':'%s'}}}}".formatted(key);
  }
}
