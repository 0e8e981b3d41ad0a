package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes apart how statements that came together were answered, each as if it had come alone. */
final class Members {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE =
      Pattern.compile("(?s)Validation failed in TransactStatements\\[(\\d+)]: (.*)");

  private Members() {}

  /** Those statements of a batch that were answered differently; empty if it was not executed. */
  static Optional<List<Difference>> ofBatch(Difference batch) {
    JsonNode ours = responses(batch.ours());
    JsonNode theirs = responses(batch.theirs());
    if (!batch.bothSucceeded() || ours.size() != theirs.size()) {
      return Optional.empty();
    }
    List<Difference> differences = new ArrayList<>();
    for (int index = 0; index < ours.size(); index++) {
      Answer own = answer(ours.get(index));
      Answer other = answer(theirs.get(index));
      if (!own.equals(other)) {
        ObjectNode statement = (ObjectNode) batch.call().body().get("Statements").get(index);
        differences.add(
            new Difference(
                batch.seed(),
                batch.number(),
                new Call("BatchExecuteStatement", statement),
                own,
                other));
      }
    }
    return Optional.of(differences);
  }

  /** The statement of a transaction that both refuse; empty if that is not told. */
  static Optional<Difference> ofTransaction(Difference transaction) {
    Matcher ours = PLACE.matcher(transaction.ours().body());
    if (!transaction.sameRefusals() || !ours.matches()) {
      return Optional.empty();
    }
    Matcher theirs = PLACE.matcher(transaction.theirs().body());
    boolean placed = theirs.matches();
    if (placed && !theirs.group(1).equals(ours.group(1))) {
      return Optional.empty();
    }
    JsonNode all = transaction.call().body().path("TransactStatements");
    return Optional.ofNullable((ObjectNode) all.get(Integer.parseInt(ours.group(1))))
        .map(
            statement ->
                new Difference(
                    transaction.seed(),
                    transaction.number(),
                    new Call("ExecuteTransaction", statement),
                    withBody(transaction.ours(), ours.group(2)),
                    placed
                        ? withBody(transaction.theirs(), theirs.group(2))
                        : transaction.theirs()));
  }

  private static Answer withBody(Answer answer, String body) {
    return new Answer(answer.status(), answer.error(), body);
  }

  private static Answer answer(JsonNode response) {
    JsonNode error = response.path("Error");
    if (error.isMissingNode()) {
      return new Answer(200, "", response.toString());
    }
    String item = error.has("Item") ? " " + error.get("Item") : "";
    return new Answer(400, exception(response), error.path("Message").asText() + item);
  }

  /**
   * The name that an error has when it is the whole answer. Whether an invalid statement's table is
   * told is documented nowhere.
   */
  private static String exception(JsonNode response) {
    String code = response.path("Error").path("Code").asText();
    return switch (code) {
      case "ValidationError" -> "ValidationException";
      case "ConditionalCheckFailed" -> "ConditionalCheckFailedException";
      default -> code + " of " + response.path("TableName").asText();
    };
  }

  private static JsonNode responses(Answer answer) {
    if (!answer.succeeded()) {
      return JSON.nullNode();
    }
    try {
      return JSON.readTree(answer.body()).path("Responses");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
