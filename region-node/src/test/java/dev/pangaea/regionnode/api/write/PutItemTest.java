package dev.pangaea.regionnode.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PutItemTest {
  private final FakeRegion region =
      new FakeRegion().table("T").table("N", KeyAttribute.Type.N).table("B", KeyAttribute.Type.B);
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void answersWithNothingUnlessAsked() {
    assertThat(put("{'p':{'S':'a'}}")).isEqualTo("{}");
  }

  @Test
  void answersWithTheItemBefore() {
    String all = "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'N':'%s'}},'ReturnValues':'ALL_OLD'}";
    assertThat(caller.call("PutItem", all.formatted("1"))).isEqualTo("{}");
    assertThat(caller.call("PutItem", all.formatted("2")))
        .isEqualTo("{'Attributes':{'p':{'S':'a'},'x':{'N':'1'}}}");
  }

  @Test
  void tellsItsCapacityByTheLargerOfTheItemBeforeAndAfter() {
    String put =
        "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'S':'%s'}},'ReturnConsumedCapacity':'%s'}";
    assertThat(caller.call("PutItem", put.formatted("y".repeat(3000), "TOTAL")))
        .isEqualTo("{'ConsumedCapacity':{'TableName':'T','CapacityUnits':3.0}}");
    assertThat(caller.call("PutItem", put.formatted("y", "INDEXES")))
        .isEqualTo(
            "{'ConsumedCapacity':{'TableName':'T','CapacityUnits':3.0,'Table':{'CapacityUnits':3.0}}}");
  }

  @Test
  void tellsAllBrokenConstraintsAtOnce() {
    assertThat(caller.message("PutItem", "{'ReturnValues':'x','ReturnConsumedCapacity':'y'}"))
        .isEqualTo(
            "4 validation errors detected: Value 'y' at 'returnConsumedCapacity' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value"
                + " null at 'tableName' failed to satisfy constraint: Member must not be null;"
                + " Value null at 'item' failed to satisfy constraint: Member must not be null;"
                + " Value 'x' at 'returnValues' failed to satisfy constraint: Member must satisfy"
                + " enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]");
  }

  @Test
  void anEmptyTableNameStopsAlone() {
    assertThat(caller.message("PutItem", "{'TableName':'','ReturnConsumedCapacity':'y'}"))
        .isEqualTo(
            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 1");
  }

  @Test
  void knowsNoOtherReturnValues() {
    assertThat(
            caller.message(
                "PutItem", "{'TableName':'T','Item':{'p':{'S':'a'}},'ReturnValues':'UPDATED_NEW'}"))
        .isEqualTo("ReturnValues can only be ALL_OLD or NONE");
  }

  @Test
  void theItemHoldsTheTablesKey() {
    assertThat(message("T", "{'x':{'S':'a'}}"))
        .isEqualTo("One or more parameter values were invalid: Missing the key p in the item");
    assertThat(message("T", "{'p':{'N':'1'}}"))
        .isEqualTo(
            "One or more parameter values were invalid: Type mismatch for key p expected: S actual:"
                + " N");
    assertThat(message("T", "{'p':{'S':''}}"))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: p");
    assertThat(message("B", "{'p':{'S':'a'},'s':{'B':''}}"))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty binary value. Key: s");
  }

  @Test
  void keysAreBounded() {
    assertThat(message("T", "{'p':{'S':'%s'}}".formatted("é".repeat(1025))))
        .isEqualTo(
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum"
                + " size limit of2048 bytes");
    put("{'p':{'S':'%s'}}".formatted("é".repeat(1024)));
    assertThat(message("B", "{'p':{'S':'a'},'s':{'B':'%s'}}".formatted("AAAA".repeat(342))))
        .isEqualTo(
            "One or more parameter values were invalid: Aggregated size of all range keys has"
                + " exceeded the size limit of 1024 bytes");
  }

  @Test
  void itemsAreBounded() {
    int rest = 409_600 - "p".length() - "a".length() - "x".length();
    put("{'p':{'S':'a'},'x':{'S':'%s'}}".formatted("y".repeat(rest)));
    assertThat(message("T", "{'p':{'S':'a'},'x':{'S':'%s'}}".formatted("y".repeat(rest + 1))))
        .isEqualTo("Item size has exceeded the maximum allowed size");
  }

  @Test
  void aWriteThatIsNotKnownToCountIsNotASuccess() {
    for (var expected :
        Map.of(
                new WriteOutcome.Conflict(), ErrorKind.TRANSACTION_CONFLICT,
                new WriteOutcome.Throttled(), ErrorKind.THROTTLING,
                new WriteOutcome.Unavailable(), ErrorKind.UNAVAILABLE,
                new WriteOutcome.InDoubt(), ErrorKind.INTERNAL)
            .entrySet()) {
      region.leaders.answer(command -> true, expected.getKey());
      assertThat(caller.failure("PutItem", "{'TableName':'T','Item':{'p':{'S':'a'}}}").kind())
          .isEqualTo(expected.getValue());
    }
  }

  @Test
  void aTableIsKnownByItsResourceNameToo() {
    caller.call(
        "PutItem",
        "{'TableName':'arn:aws:dynamodb:us-east-1:000000000000:table/T','Item':{'p':{'S':'a'}}}");
    assertThat(caller.call("GetItem", "{'TableName':'T','Key':{'p':{'S':'a'}}}"))
        .isEqualTo("{'Item':{'p':{'S':'a'}}}");
  }

  private String put(String item) {
    return caller.call("PutItem", "{'TableName':'T','Item':" + item + "}");
  }

  private String message(String table, String item) {
    return caller.message("PutItem", "{'TableName':'" + table + "','Item':" + item + "}");
  }
}
