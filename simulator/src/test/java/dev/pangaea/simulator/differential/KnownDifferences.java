package dev.pangaea.simulator.differential;

import static dev.pangaea.simulator.differential.Known.API_REFERENCE;
import static dev.pangaea.simulator.differential.Known.DEVELOPER_GUIDE;
import static dev.pangaea.simulator.differential.Known.arbitrary;
import static dev.pangaea.simulator.differential.Known.words;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The differences that may be. In most, AWS's documentation or the service itself decides for us.
 * In those that are {@linkplain Known#arbitrary arbitrary} nothing decides: both refuse the request
 * with the same status and error, and only the words differ.
 */
final class KnownDifferences {
  private static final List<Known> ALL =
      List.of(
          new Known(
              "a member of a wrong JSON type is a SerializationException; DynamoDB Local fails",
              API_REFERENCE + "CommonErrors.html: InternalFailure is the server's own failure",
              difference ->
                  difference.theirs().error().equals("InternalFailure")
                      && difference.ours().status() == 400),
          new Known(
              "a number is no string; DynamoDB Local makes one of it",
              DEVELOPER_GUIDE + "Programming.LowLevelAPI.html",
              difference ->
                  difference.ours().error().equals("SerializationException")
                      && difference.ours().body().startsWith("NUMBER_VALUE cannot be converted")),
          new Known(
              "broken constraints of members are told first, counted and all together",
              "captured from the service: \"3 validation errors detected: …\"",
              difference ->
                  difference.ours().body().matches("(?s)\\d+ validation errors? detected: .*")
                      && difference.bothRefused()),
          new Known(
              "a table that is not there",
              "captured from the service",
              words(
                  "Requested resource not found", "Cannot do operations on a non-existent table")),
          new Known(
              "ReturnValues that an operation does not have",
              "captured from the service",
              words(
                  "ReturnValues can only be ALL_OLD or NONE",
                  "Return values set to invalid value")),
          new Known(
              "a query names the key attribute that its condition lacks",
              "captured from the service",
              words(
                  "Query condition missed key schema element",
                  "Query condition missed key schema")),
          new Known(
              "a key that is not the table's",
              "captured from the service",
              words(
                  "The provided key element does not match the schema",
                  "The number of conditions on the keys is invalid")),
          new Known(
              "an item without a key attribute",
              "captured from the service",
              words(
                  "One or more parameter values were invalid: Missing the key",
                  "One of the required keys was not given a value")),
          new Known(
              "a batch of nothing",
              "captured from the service",
              words("The requestItems parameter is required for Batch", "Batch")),
          new Known(
              "SIZE is a reserved word, in projections too",
              DEVELOPER_GUIDE + "ReservedWords.html",
              difference ->
                  difference.ours().body().endsWith("reserved keyword: size")
                      && difference.theirs().succeeded()),
          new Known(
              "a read that finds nothing is charged as one that does",
              DEVELOPER_GUIDE + "read-write-operations.html",
              difference ->
                  difference.bothSucceeded()
                      && (difference.call().operation().equals("BatchGetItem")
                          || difference.theirs().body().contains("\"CapacityUnits\":0.0"))
                      && difference.isOfCapacity()),
          new Known(
              "consumed capacity is told to those who ask for it",
              API_REFERENCE + "API_DeleteItem.html#DDB-DeleteItem-request-ReturnConsumedCapacity",
              difference ->
                  difference.bothSucceeded()
                      && difference
                          .call()
                          .body()
                          .path("ReturnConsumedCapacity")
                          .asText("NONE")
                          .equals("NONE")
                      && difference.theirs().body().contains("ConsumedCapacity")
                      && !difference.ours().body().contains("ConsumedCapacity")
                      && difference.isOfCapacity()),
          new Known(
              "an index that holds the item neither before nor after costs nothing",
              DEVELOPER_GUIDE + "GSI.html#GSI.ThroughputConsiderations.Writes",
              difference ->
                  difference.bothSucceeded()
                      && difference.ours().body().contains("ConsumedCapacity")
                      && !difference.call().operation().startsWith("Execute")
                      && !difference.call().operation().equals("BatchExecuteStatement")
                      && !difference.call().operation().equals("Query")
                      && !difference.call().operation().equals("Scan")
                      && difference.isOfCapacity()),
          new Known(
              "a page that ends by its limit says where, even if nothing follows",
              API_REFERENCE + "API_Query.html#DDB-Query-response-LastEvaluatedKey",
              difference ->
                  difference.bothSucceeded()
                      && difference.call().body().has("Limit")
                      && difference
                          .ours()
                          .body()
                          .replaceFirst("\"LastEvaluatedKey\":\\{.*?\\}\\},", "")
                          .equals(difference.theirs().body())),
          new Known(
              "UPDATED_NEW and UPDATED_OLD hold what was updated, of a map no more than that",
              API_REFERENCE + "API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues",
              difference ->
                  difference.bothSucceeded()
                      && difference
                          .call()
                          .body()
                          .path("ReturnValues")
                          .asText()
                          .startsWith("UPDATED")
                      && Updated.of(difference.ours()).isPartOf(Updated.of(difference.theirs()))),
          new Known(
              "reasons of a cancelled transaction say the same of each kind of operation",
              API_REFERENCE + "API_TransactWriteItems.html",
              difference ->
                  difference.sameRefusals()
                      && difference
                          .theirs()
                          .body()
                          .replace("request failed.\"", "request failed\"")
                          .equals(difference.ours().body())),
          new Known(
              "an update that the item does not allow is a reason, ValidationError, of the transaction",
              API_REFERENCE + "API_TransactWriteItems.html",
              difference ->
                  difference.bothRefused()
                      && difference.ours().error().equals("TransactionCanceledException")
                      && difference.ours().body().contains("\"Code\":\"ValidationError\"")
                      && difference.ours().body().contains(difference.theirs().body())),
          new Known(
              "an item twice in a transaction",
              "captured from the service",
              words("Transaction request cannot include multiple operations on one item", "")
                  .or(
                      beforeItems(
                          "Transaction request cannot include multiple operations on one item",
                          "TransactionCanceledException"))),
          new Known(
              "an update of a key attribute is refused whatever the item is",
              "captured from the service",
              beforeItems(
                  "One or more parameter values were invalid: Cannot update attribute",
                  "ConditionalCheckFailedException")),
          new Known(
              "a reason for each item of the transaction, in order",
              API_REFERENCE + "API_TransactWriteItems.html#API_TransactWriteItems_Errors",
              difference ->
                  difference.bothRefused()
                      && difference.theirs().body().contains("[ValidationError] [{")
                      && difference.ours().error().equals("TransactionCanceledException")
                      && difference.ours().body().contains(onlyReason(difference.theirs()))),
          new Known(
              "an update of a key attribute is refused whatever the item is, in a transaction too",
              "captured from the service",
              difference ->
                  difference.bothRefused()
                      && difference.ours().body().contains("invalid: Cannot update attribute")
                      && difference.theirs().error().equals("TransactionCanceledException")),
          new Known(
              "a capacity that there is not",
              API_REFERENCE + "API_GetItem.html#DDB-GetItem-request-ReturnConsumedCapacity",
              difference ->
                  difference.ours().body().contains("at 'returnConsumedCapacity' failed")
                      && difference.theirs().succeeded()),
          new Known(
              "a number is no boolean; DynamoDB Local makes one of it",
              DEVELOPER_GUIDE + "Programming.LowLevelAPI.html",
              difference ->
                  difference.ours().error().equals("SerializationException")
                      && difference
                          .ours()
                          .body()
                          .equals("NUMBER_VALUE cannot be converted to Boolean")),
          new Known(
              "a sum of too many digits is an overflow",
              "captured from the service",
              words("Number overflow.", "DynamoDB only supports precision up to 38 digits")),
          new Known(
              "a sum of too many digits is an overflow, and a reason of the transaction",
              API_REFERENCE + "API_TransactWriteItems.html",
              difference ->
                  difference.bothRefused()
                      && difference.ours().error().equals("TransactionCanceledException")
                      && difference.ours().body().contains("\"Message\":\"Number overflow.")
                      && difference
                          .theirs()
                          .body()
                          .startsWith("DynamoDB only supports precision up to 38 digits")),
          arbitrary(
              "of two attributes that an update cannot change one is told; DynamoDB Local takes them"
                  + " in the order of a hash",
              words(
                  "An operand in the update expression has an incorrect data type",
                  "DynamoDB only supports precision up to 38 digits")),
          new Known(
              "a scan of an index filters what the index holds",
              "captured from the service; " + DEVELOPER_GUIDE + "LSI.html#LSI.Reading",
              difference ->
                  difference.bothSucceeded()
                      && difference.call().operation().equals("Scan")
                      && difference.call().body().path("IndexName").asText().equals("byTotal")
                      && difference.call().body().has("FilterExpression")
                      && Page.of(difference.ours()).isAsFarAs(Page.of(difference.theirs()))),
          new Known(
              "items of one key in an index come in any order",
              DEVELOPER_GUIDE + "GSI.html",
              difference ->
                  difference.bothSucceeded()
                      && difference.call().body().path("IndexName").asText().equals("byStatus")
                      && Page.of(difference.ours())
                          .isAsOrderedAs(Page.of(difference.theirs()), "total")),
          new Known(
              "the types of attributes, in whatever order",
              "captured from the service",
              difference ->
                  difference.sameRefusals()
                      && difference.ours().body().contains("Invalid attribute type name found")
                      && sortedTypes(difference.ours()).equals(sortedTypes(difference.theirs()))),
          new Known(
              "SIZE is a reserved word: DynamoDB Local goes on to another fault",
              DEVELOPER_GUIDE + "ReservedWords.html",
              difference ->
                  difference.bothRefused()
                      && difference.ours().body().endsWith("reserved keyword: size")),
          new Known(
              "a failure of DynamoDB Local's own",
              API_REFERENCE + "CommonErrors.html: InternalFailure is the server's own failure",
              difference ->
                  difference.ours().status() == 400
                      && difference.theirs().body().endsWith("Expression: Internal server error")),
          arbitrary(
              "a value's placeholder that names a field is undefined, and told of before other faults",
              difference -> difference.ours().body().contains("not defined; attribute name: :")),
          new Known(
              "of several faults the first is told, expressions before the table",
              "captured from the service",
              difference ->
                  difference.bothRefused()
                      && FaultOrder.isBefore(difference.ours(), difference.theirs())));

  private static final Pattern TYPES = Pattern.compile("(?<=valid types: \\{)([A-Z,]+)(?=\\})");

  private KnownDifferences() {}

  static boolean isKnown(Difference difference) {
    return Known.isAny(ALL, difference);
  }

  /** The one reason that DynamoDB Local tells of a cancelled transaction. */
  private static String onlyReason(Answer answer) {
    String reasons = answer.body().substring(answer.body().indexOf("[{") + 1);
    return reasons.substring(0, reasons.length() - 1);
  }

  /** A complaint about a type's name with the names that there are in one order. */
  private static String sortedTypes(Answer answer) {
    return TYPES
        .matcher(answer.body())
        .replaceAll(types -> Stream.of(types.group(1).split(",")).sorted().collect(joining(",")));
  }

  /** We refuse the request itself, and DynamoDB Local what it would do to the items. */
  private static Predicate<Difference> beforeItems(String ours, String theirError) {
    return difference ->
        difference.bothRefused()
            && difference.ours().error().equals("ValidationException")
            && difference.ours().body().startsWith(ours)
            && difference.theirs().error().equals(theirError);
  }
}
