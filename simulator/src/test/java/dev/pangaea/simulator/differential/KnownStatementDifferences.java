package dev.pangaea.simulator.differential;

import static dev.pangaea.simulator.differential.Known.API_REFERENCE;
import static dev.pangaea.simulator.differential.Known.DEVELOPER_GUIDE;
import static dev.pangaea.simulator.differential.Known.arbitrary;
import static dev.pangaea.simulator.differential.Known.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The differences that may be in what PartiQL statements are answered. */
final class KnownStatementDifferences {
  private static final String CAPTURED = "captured from the service";
  private static final String MALFORMED = "Statement wasn't well formed, can't be processed: ";
  private static final String UNSUPPORTED_OPERATOR =
      "Unsupported operator in Condition Expression. Operator: ";
  private static final String TWO_TYPES = "The BETWEEN operator requires same data type";
  private static final String DUPLICATES = "Provided list of item keys contains duplicates";
  private static final String MISCOUNTED =
      "Number of parameters in request and statement don't match.";
  private static final Pattern PLACE = Pattern.compile(" at \\d+:\\d+:\\d+$");
  private static final Pattern ROOT = Pattern.compile(" under root[^ ]*$");
  private static final Pattern LAST_KEY =
      Pattern.compile(",\"LastEvaluatedKey\":\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}");
  private static final Pattern PATHS =
      Pattern.compile("(?s)(.*; path one: )(\\[.*\\])(, path two: )(\\[.*\\])");

  private static final List<Known> ALL =
      List.of(
          new Known(
              "why a text is no statement; DynamoDB Local repeats the text",
              CAPTURED + ": \"…: Unexpected term\"",
              words(MALFORMED, MALFORMED)),
          new Known(
              "statements that no parser of PartiQL takes for others",
              CAPTURED + ": \"…: Expected identifier for simple path\"",
              words(MALFORMED, "Unexpected from source")),
          arbitrary(
              "which fault is told of a text that is no statement",
              difference -> isNoStatement(difference.ours()) || isNoStatement(difference.theirs())),
          new Known(
              "the error of an item that is there is DuplicateItemException",
              API_REFERENCE + "API_ExecuteStatement.html",
              difference ->
                  difference.ours().error().equals("DuplicateItemException")
                      && difference.theirs().error().equals("DuplicateItem")
                      && difference.ours().body().equals(difference.theirs().body())),
          new Known(
              "an insertion cancels its transaction with the code that batches have for it",
              API_REFERENCE + "API_BatchStatementError.html",
              same(body -> body.replace("DuplicateItem", "ValidationError"), body -> body)),
          new Known(
              "an index that is not there is not named",
              CAPTURED,
              words(
                  "The table does not have the specified index",
                  "The table does not have the specified index: ")),
          new Known(
              "where the set stands that elements are added to, and the function that there is not",
              CAPTURED,
              same(body -> PLACE.matcher(body).replaceAll(""), body -> body)),
          new Known(
              "an empty set is refused without its place",
              CAPTURED,
              same(body -> body, body -> PLACE.matcher(body).replaceAll(""))
                  .and(words("Empty bags are not supported", ""))),
          new Known(
              "elements of a set that come twice are told",
              CAPTURED,
              words(
                  "One or more parameter values were invalid: Input collection [",
                  "Input collection contains duplicates")),
          new Known(
              "a number that is none is told with its place in the value",
              CAPTURED,
              same(body -> ROOT.matcher(body).replaceAll(""), body -> body)),
          new Known(
              "a key attribute of an index is told with the types",
              CAPTURED,
              words(
                      "One or more parameter values were invalid: Type mismatch for Index Key ",
                      "One or more parameter values were invalid: Type mismatch for Index Key")
                  .or(
                      words(
                          "One or more parameter values were invalid: Type mismatch for Index Key ",
                          "Invalid attribute value type"))),
          new Known(
              "an attribute that rows are not ordered by",
              CAPTURED,
              words("Attribute ", "Variable reference ")),
          new Known(
              "a strongly consistent SELECT from a global index is refused in words of its own",
              CAPTURED,
              words(
                  "Strongly consistent read is not supported on Global Secondary Indexes",
                  "Consistent reads are not supported on global secondary indexes")),
          new Known(
              "there are as many parameters as question marks",
              CAPTURED,
              difference ->
                  difference.ours().error().equals("ValidationException")
                      && difference.ours().body().endsWith(MISCOUNTED)
                      && StatementFacts.isMiscounted(difference.call().body())),
          arbitrary(
              "what is no condition is refused before what stands in it",
              words("The arguments to AND/OR must be Expressions", "")),
          arbitrary(
              "which of two operators that there are not is told",
              words(UNSUPPORTED_OPERATOR, UNSUPPORTED_OPERATOR)),
          arbitrary(
              "bounds of two types are shown as they are kept, not as they came",
              words(TWO_TYPES, TWO_TYPES)),
          new Known(
              "what cannot be returned is refused before what is wrong with the table and the key",
              "documented nowhere",
              difference ->
                  difference.bothRefused()
                      && difference.ours().body().startsWith("Invalid returning clause: ")),
          new Known(
              "a token that is none is refused before what is wrong with its statement",
              "documented nowhere",
              difference ->
                  difference.bothRefused() && difference.ours().body().equals("Invalid NextToken")),
          new Known(
              "DynamoDB Local takes some texts for EXISTS that are not",
              DEVELOPER_GUIDE + "ql-functions.exists.html",
              difference ->
                  difference.bothRefused()
                      && difference.theirs().body().startsWith("EXISTS can only be used in")
                      && !statement(difference).startsWith("EXISTS")),
          new Known(
              "whether statements mix is said of those that are statements",
              "documented nowhere",
              difference ->
                  difference.ours().body().contains("\"ValidationError\"")
                      && difference.theirs().body().startsWith("Read and write requests together")),
          new Known(
              "only conditions on keys need the key's type",
              DEVELOPER_GUIDE + "ql-functions.contains.html",
              difference ->
                  difference.ours().succeeded()
                      && difference
                          .theirs()
                          .body()
                          .endsWith("Condition parameter type does not match schema type")),
          new Known(
              "a SELECT of a batch names one item by its key",
              CAPTURED,
              words("Select statements within Batch", "Only single item select is supported")
                  .or(words("Select statements within Batch", "Must have WHERE clause"))
                  .or(words("Key attribute's data type", "Only single item select is supported"))
                  .or(
                      words(
                          "Multiple conditions on same key",
                          "Only single item select is supported"))),
          new Known(
              "consumed capacity is told to those who ask for it",
              API_REFERENCE + "API_ExecuteStatement.html",
              difference ->
                  difference.bothSucceeded()
                      && difference.ours().body().contains("\"ConsumedCapacity\"")
                      && !difference.theirs().body().contains("\"ConsumedCapacity\"")
                      && List.of("TOTAL", "INDEXES")
                          .contains(
                              difference.call().body().path("ReturnConsumedCapacity").asText())
                      && difference.isOfCapacity()),
          arbitrary(
              "which of two paths that overlap is told first",
              difference ->
                  PATHS
                      .matcher(difference.ours().body())
                      .replaceAll("$1$4$3$2")
                      .equals(difference.theirs().body())),
          new Known(
              "what is at a path is told under its last name wherever it is selected, and two may"
                  + " not have one name; DynamoDB Local refuses that too, but keeps the path",
              "documented nowhere",
              difference ->
                  difference.bothSucceeded()
                      && !difference.call().operation().equals("ExecuteStatement")
                      && StatementFacts.underLastNames(
                              statement(difference), Members.body(difference.theirs()))
                          .equals(Members.body(difference.ours()))),
          new Known(
              "where a page ended is told beside the token",
              API_REFERENCE
                  + "API_ExecuteStatement.html#DDB-ExecuteStatement-response-LastEvaluatedKey",
              difference ->
                  difference.bothSucceeded()
                      && LAST_KEY
                          .matcher(difference.ours().body())
                          .replaceAll("")
                          .equals(difference.theirs().body())),
          new Known(
              "keys of statements that are refused are not those of others",
              "documented nowhere",
              difference ->
                  difference.theirs().body().equals(DUPLICATES)
                      && difference.ours().body().contains("\"ValidationError\"")),
          new Known(
              "a transaction has a reason for each statement; DynamoDB Local tells one alone",
              API_REFERENCE + "API_ExecuteTransaction.html",
              difference ->
                  difference.bothRefused()
                      && isTransaction(difference)
                      && (difference.theirs().body().startsWith("ValidationError ")
                          || difference.ours().body().contains("[ValidationError")
                          || difference.ours().body().contains("\"ValidationError\""))),
          new Known(
              "of several faulty statements of a transaction one is told, before what is wrong with"
                  + " items",
              "documented nowhere",
              difference ->
                  difference.bothRefused()
                      && isTransaction(difference)
                      && difference.ours().error().equals("ValidationException")
                      && StatementFaults.isOne(difference.ours().body())
                      && difference.call().body().path("TransactStatements").size() > 1),
          new Known(
              "a read by an index's key is not filtered by what the index does not hold",
              CAPTURED,
              difference ->
                  difference.ours().error().equals("ValidationException")
                      && StatementFacts.isUnheld(statement(difference), difference.ours().body())),
          new Known(
              "MODIFIED holds what was updated, of a map or list no more than that",
              CAPTURED,
              difference ->
                  difference.bothSucceeded()
                      && statement(difference).contains("RETURNING MODIFIED")
                      && withoutCapacity(difference.ours())
                          .equals(
                              StatementFacts.onlyUpdated(
                                  statement(difference), withoutCapacity(difference.theirs())))));

  private KnownStatementDifferences() {}

  static boolean isKnown(Difference difference) {
    return switch (difference.call().operation()) {
      case "BatchExecuteStatement" ->
          isKnownAlone(difference) || areKnown(difference, "Statements");
      case "ExecuteTransaction" ->
          isKnownAlone(difference)
              || areKnown(difference, "TransactStatements")
              || Members.ofTransaction(difference)
                  .filter(member -> member.ours().equals(member.theirs()) || isKnownAlone(member))
                  .isPresent();
      default -> isKnownAlone(difference);
    };
  }

  private static boolean areKnown(Difference difference, String statements) {
    return Members.ofAnswered(difference, statements)
        .filter(members -> members.stream().allMatch(KnownStatementDifferences::isKnownAlone))
        .isPresent();
  }

  private static ObjectNode withoutCapacity(Answer answer) {
    ObjectNode body = Members.body(answer);
    body.remove("ConsumedCapacity");
    return body;
  }

  private static boolean isKnownAlone(Difference difference) {
    return Known.isAny(ALL, difference) || KnownDifferences.isKnown(difference);
  }

  private static boolean isTransaction(Difference difference) {
    return difference.call().operation().equals("ExecuteTransaction");
  }

  private static boolean isNoStatement(Answer answer) {
    return answer.body().startsWith(MALFORMED)
        || answer.body().startsWith("Unsupported operation: ")
        || answer.body().startsWith("Invalid operation. Only select, insert, update and delete")
        || answer.body().startsWith("Aliasing")
        || answer.body().equals("Unexpected from source");
  }

  private static String statement(Difference difference) {
    return difference.call().body().path("Statement").asText();
  }

  /** Both refuse alike, and say the same but for that. */
  private static Predicate<Difference> same(
      UnaryOperator<String> ours, UnaryOperator<String> theirs) {
    return difference ->
        difference.sameRefusals()
            && ours.apply(difference.ours().body())
                .equals(theirs.apply(difference.theirs().body()));
  }
}
