package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What is known is passed over, and nothing that only resembles it. */
class KnownDifferencesTest {
  private static final String TOKEN = "Invalid FilterExpression: Syntax error; token: ";
  private static final String SAME = "Supplied AttributeValue is empty";
  private static final String TYPES =
      "Invalid FilterExpression: Invalid attribute type name found; type: nope, valid types: ";

  @Test
  void theSameWordsUnderAnotherErrorOrStatusAreADifference() {
    assertThat(known(call("Query"), refused(SAME), new Answer(400, "OtherException", SAME)))
        .isFalse();
    assertThat(known(call("Query"), refused(SAME), new Answer(500, "ValidationException", SAME)))
        .isFalse();
  }

  @Test
  void whereAnExpressionBreaksIsNoMatterOfTaste() {
    assertThat(known(call("Scan"), refused(TOKEN + "a"), refused(TOKEN + "b"))).isFalse();
  }

  @Test
  void theSelectionIsLookedAtWhenDynamoDbLocalDoes() {
    String select = "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an Index";
    String index = "The table does not have the specified index: byNothing";
    assertThat(known(call("Query"), refused(select), refused(index))).isFalse();
  }

  @Test
  void whichImpossibleChangeIsToldIsOpenButNotTheError() {
    String type = "An operand in the update expression has an incorrect data type";
    String digits = "DynamoDB only supports precision up to 38 digits";
    assertThat(known(call("UpdateItem"), refused(type), refused(digits))).isTrue();
    assertThat(known(call("UpdateItem"), refused(type), new Answer(400, "Other", digits)))
        .isFalse();
  }

  @Test
  void typesComeInAnyOrderButAllOfThem() {
    assertThat(known(call("Scan"), refused(TYPES + "{B,NULL,SS}"), refused(TYPES + "{SS,B,NULL}")))
        .isTrue();
    assertThat(known(call("Scan"), refused(TYPES + "{B,NULL,SS}"), refused(TYPES + "{SB,S,NULL}")))
        .isFalse();
  }

  @Test
  void aFilteredScanOfTheIndexLooksAtAsManyItems() {
    Call scan = call("Scan");
    scan.body().put("IndexName", "byTotal").put("FilterExpression", "a = :v");
    Answer ours = found("{'Count':0,'Items':[],'ScannedCount':3}");
    assertThat(known(scan, ours, found("{'Count':1,'Items':[{'a':1}],'ScannedCount':3}"))).isTrue();
    assertThat(known(scan, ours, found("{'Count':0,'Items':[],'ScannedCount':2}"))).isFalse();
    assertThat(
            known(
                scan,
                ours,
                found("{'Count':0,'Items':[],'LastEvaluatedKey':{'pk':'p'},'ScannedCount':3}")))
        .isFalse();
  }

  @Test
  void itemsOfOneKeyInTheIndexComeInAnyOrderButAreTheSame() {
    Call query = call("Query");
    query.body().put("IndexName", "byStatus");
    String item = "{'sk':'%s','total':%d}";
    Answer ours = items(item.formatted("12", 5), item.formatted("21", 5));
    assertThat(known(query, ours, items(item.formatted("21", 5), item.formatted("12", 5))))
        .isTrue();
    assertThat(known(query, ours, items(item.formatted("11", 5), item.formatted("22", 5))))
        .as("of the same letters")
        .isFalse();
    assertThat(
            known(
                query,
                items(item.formatted("1", 5), item.formatted("2", 6)),
                items(item.formatted("2", 6), item.formatted("1", 5))))
        .as("of two keys")
        .isFalse();
    assertThat(known(query, ours, found(ours.body().replace("\"Count\":2", "\"Count\":3"))))
        .isFalse();
  }

  @Test
  void anUpdateTellsLessOfAMapButNothingElse() {
    Call update = call("UpdateItem");
    update.body().put("ReturnValues", "UPDATED_NEW");
    Answer theirs =
        found("{'Attributes':{'m':{'M':{'a':{'N':'1'},'b':{'L':[{'S':'x'},{'S':'y'}]}}}}}");
    assertThat(known(update, found("{'Attributes':{'m':{'M':{'a':{'N':'1'}}}}}"), theirs)).isTrue();
    assertThat(known(update, found("{'Attributes':{'m':{'M':{'b':{'L':[{'S':'y'}]}}}}}"), theirs))
        .isTrue();
    assertThat(known(update, found("{'Attributes':{'m':{'M':{'a':{'N':'2'}}}}}"), theirs))
        .as("another value")
        .isFalse();
    assertThat(known(update, found("{'Attributes':{'n':{'M':{}}}}"), theirs))
        .as("another attribute")
        .isFalse();
    assertThat(known(update, found("{'Attributes':{},'Other':1}"), theirs)).isFalse();
  }

  private static boolean known(Call call, Answer ours, Answer theirs) {
    return KnownDifferences.isKnown(new Difference(1, 1, call, ours, theirs));
  }

  private static Call call(String operation) {
    ObjectNode body = Draw.JSON.objectNode();
    return new Call(operation, body.put("TableName", "diff"));
  }

  private static Answer refused(String message) {
    return new Answer(400, "ValidationException", message);
  }

  private static Answer items(String first, String second) {
    return found("{'Count':2,'Items':[" + first + "," + second + "],'ScannedCount':2}");
  }

  private static Answer found(String body) {
    return new Answer(200, "", body.replace('\'', '"'));
  }
}
