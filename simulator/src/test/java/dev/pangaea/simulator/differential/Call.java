package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/** A request: an operation's name and its body. */
record Call(String operation, ObjectNode body) {
  private static final Set<String> STREAMS =
      Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");

  /** A statement that reads the rows of one partition key in their order. */
  private static final Pattern ORDERED =
      Pattern.compile("(?s)SELECT (?!.* OR )(?!.* pk <).* WHERE (pk|status) = (\\?|'\\w*')( .*)?");

  /** The service's name for it. */
  String target() {
    boolean ofStreams = STREAMS.contains(operation);
    return (ofStreams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
  }

  /** Whether what is found may come in any order. */
  boolean isUnordered() {
    return switch (operation) {
      case "Scan", "BatchGetItem" -> true;
      case "ExecuteStatement" -> !ORDERED.matcher(body.path("Statement").asText()).matches();
      default -> false;
    };
  }

  /** Whether the answer may go on in another page. */
  boolean isPaged() {
    return operation.equals("ExecuteStatement") && body.has("Limit");
  }

  Call with(String member, String value) {
    return new Call(operation, body.deepCopy().put(member, value));
  }

  @Override
  public String toString() {
    return operation + " " + body;
  }
}
