package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What is known of statements and settings is passed over, and no fault that looks like it. */
class KnownStatementDifferencesTest {
  private static final String WHERE = " WHERE pk = 'p1' AND sk = 's1'";
  private static final String CANCELLED =
      "Transaction cancelled, please refer cancellation reasons";

  @Test
  void modifiedHoldsWhatWasUpdatedAndNothingElse() {
    Call update = statement("UPDATE diff SET m.x = 10" + WHERE + " RETURNING MODIFIED NEW *");
    Answer theirs = found("{'Items':[{'m':{'M':{'x':{'N':'10'},'y':{'S':'deep'}}}}]}");
    assertThat(known(update, found("{'Items':[{'m':{'M':{'x':{'N':'10'}}}}]}"), theirs)).isTrue();
    assertThat(known(update, found("{'Items':[]}"), theirs)).as("no item").isFalse();
    assertThat(known(update, found("{'Items':[{}]}"), theirs)).as("no attribute").isFalse();
    assertThat(known(update, found("{'Items':[{'m':{'M':{'x':{'N':'7'}}}}]}"), theirs))
        .as("another value")
        .isFalse();
  }

  @Test
  void whatIsSelectedDeepComesBesideTheSameItems() {
    Call call = transaction("SELECT a, m.x FROM diff" + WHERE);
    Answer theirs = found("{'Responses':[{'Item':{'a':{'N':'1'},'m':{'M':{'x':{'N':'1'}}}}}]}");
    assertThat(known(call, found("{'Responses':[{'Item':{'a':{'N':'1'},'x':{'N':'1'}}}]}"), theirs))
        .isTrue();
    assertThat(known(call, found("{'Responses':[{}]}"), theirs)).as("no item").isFalse();
    assertThat(known(call, found("{'Responses':[]}"), theirs)).as("no answer").isFalse();
    assertThat(known(call, found("{'Responses':[{'Item':{'a':{'N':'1'},'x':{'N':'2'}}}]}"), theirs))
        .as("another value")
        .isFalse();
  }

  @Test
  void parametersAreCounted() {
    Answer refusal = refused("Number of parameters in request and statement don't match.");
    Answer executed = found("{'Items':[]}");
    Call call = statement("UPDATE diff SET a = ?" + WHERE);
    call.body().putArray("Parameters").addObject().put("N", "1");
    assertThat(known(call, refusal, executed)).as("as many").isFalse();
    call.body().withArray("Parameters").addObject().put("N", "2");
    assertThat(known(call, refusal, executed)).as("one more").isTrue();
  }

  @Test
  void anIndexIsReadWithoutAFilterOnlyIfItLacksTheAttribute() {
    Answer refusal =
        refused(
            "One or more parameter values were invalid: Secondary index byTotal does not project"
                + " one or more filter attributes: [a]");
    Answer executed = found("{'Items':[]}");
    assertThat(
            known(
                statement("SELECT * FROM diff.byTotal WHERE pk = 'p1' AND a = 1"),
                refusal,
                executed))
        .isTrue();
    assertThat(
            known(
                statement("SELECT * FROM diff.byStatus WHERE status = 'open' AND a = 1"),
                refusal,
                executed))
        .as("it holds all")
        .isFalse();
    assertThat(
            known(
                statement("SELECT * FROM diff.byTotal WHERE pk = 'p1' AND total > 1"),
                refusal,
                executed))
        .as("no such condition")
        .isFalse();
  }

  @Test
  void whatDynamoDbLocalFailsAtIsNotExecuted() {
    Answer failure = new Answer(500, "InternalFailure", "The request processing has failed");
    Call call = statement("SELECT sk FROM diff");
    assertThat(known(call, found("{'Items':[{'sk':{'S':'wrong'}}]}"), failure)).isFalse();
    assertThat(known(call, new Answer(500, "InternalServerError", ""), failure)).isFalse();
    assertThat(known(call, new Answer(400, "SerializationException", ""), failure)).isTrue();
  }

  @Test
  void aTransactionTellsAFaultThatThereIs() {
    Call call = transaction("UPDATE diff SET a = 1" + WHERE, "UPDATE diff SET pk = 1" + WHERE);
    Answer cancelled =
        new Answer(
            400,
            "TransactionCanceledException",
            CANCELLED + " [{\"Code\":\"ConditionalCheckFailed\"}]");
    assertThat(known(call, refused("banana"), cancelled)).isFalse();
    assertThat(known(call, refused("banana"), refused("Must have WHERE clause"))).isFalse();
    Answer fault = refused("Validation failed in TransactStatements[1]: Aliasing is not supported");
    assertThat(known(call, fault, cancelled)).isTrue();
  }

  @Test
  void constraintsAreToldOfWhatBreaksThem() {
    Answer ours = refused("1 validation error detected: Value '' at 'tableName' failed");
    Answer listed = found("{'Streams':[]}");
    Answer notFound = new Answer(400, "ResourceNotFoundException", "Stream does not exist");
    Call right = new Call("ListStreams", Sides.table("settings").put("Limit", 100));
    assertThat(settingsKnown(right, ours, notFound)).isTrue();
    assertThat(settingsKnown(right, ours, listed)).as("nothing is broken").isFalse();
    assertThat(settingsKnown(new Call("ListStreams", Sides.table("")), ours, listed)).isTrue();
    assertThat(settingsKnown(new Call("UpdateTimeToLive", Sides.table("")), ours, listed))
        .as("what changes settings")
        .isFalse();
  }

  @Test
  void theRestOfABatchIsComparedToo() {
    Call call = batch("INSERT INTO diff VALUE {'pk': 'p1', 'sk': 's1'}");
    String body = "{'ConsumedCapacity':[{'CapacityUnits':%s,'TableName':'diff'}],'Responses':[{}]}";
    assertThat(known(call, found(body.formatted("99.0")), found(body.formatted("1.0")))).isFalse();
    assertThat(known(call, found(body.formatted("1.0")), found("{'Responses':[{}]}")))
        .as("not asked for")
        .isFalse();
    call.body().put("ReturnConsumedCapacity", "TOTAL");
    assertThat(known(call, found(body.formatted("99.0")), found(body.formatted("1.0")))).isFalse();
    assertThat(known(call, found(body.formatted("1.0")), found("{'Responses':[{}]}"))).isTrue();
    assertThat(known(call, found("{'More':1,'Responses':[{}]}"), found("{'Responses':[{}]}")))
        .isFalse();
  }

  @Test
  void theTableOfAnInvalidStatementNeedNotBeToldButThatOfOthers() {
    Call call = batch("DELETE FROM diff" + WHERE);
    String error = "{'Responses':[{'Error':{'Code':'%s','Message':'no'}%s}]}";
    String table = ",'TableName':'diff'";
    String invalid = "ValidationError";
    String failed = "ConditionalCheckFailed";
    Answer untold = found(error.formatted(invalid, ""));
    assertThat(known(call, untold, found(error.formatted(invalid, table)))).isTrue();
    assertThat(
            known(call, found(error.formatted(failed, "")), found(error.formatted(failed, table))))
        .isFalse();
  }

  private static boolean known(Call call, Answer ours, Answer theirs) {
    return KnownStatementDifferences.isKnown(new Difference(1, 1, call, ours, theirs));
  }

  private static boolean settingsKnown(Call call, Answer ours, Answer theirs) {
    return KnownSettingsDifferences.isKnown(new Difference(1, 1, call, ours, theirs));
  }

  private static Call statement(String text) {
    return new Call("ExecuteStatement", Draw.JSON.objectNode().put("Statement", text));
  }

  private static Call batch(String... texts) {
    return several("BatchExecuteStatement", "Statements", texts);
  }

  private static Call transaction(String... texts) {
    return several("ExecuteTransaction", "TransactStatements", texts);
  }

  private static Call several(String operation, String member, String... texts) {
    ObjectNode body = Draw.JSON.objectNode();
    for (String text : texts) {
      body.withArray(member).addObject().put("Statement", text);
    }
    return new Call(operation, body);
  }

  private static Answer refused(String message) {
    return new Answer(400, "ValidationException", message);
  }

  private static Answer found(String body) {
    return new Answer(200, "", body.replace('\'', '"'));
  }
}
