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

  /**
   * What two answers to several statements differ in: the statements, and the rest if that is not
   * the same. Whether an invalid statement's table is told is documented nowhere: there is nothing
   * in the list if they differ in that alone. Empty if they were not executed, or differ in what is
   * not taken apart.
   */
  static Optional<List<Difference>> ofAnswered(Difference batch, String statements) {
    if (!batch.bothSucceeded()) {
      return Optional.empty();
    }
    ObjectNode ourRest = body(batch.ours());
    ObjectNode theirRest = body(batch.theirs());
    JsonNode ours = ourRest.remove("Responses");
    JsonNode theirs = theirRest.remove("Responses");
    if (ours == null || theirs == null || ours.size() != theirs.size()) {
      return Optional.empty();
    }
    List<Difference> differences = new ArrayList<>();
    if (!ourRest.equals(theirRest)) {
      differences.add(part(batch, batch.call().body(), success(ourRest), success(theirRest)));
    }
    for (int index = 0; index < ours.size(); index++) {
      Answer own = answer(ours.get(index));
      Answer other = answer(theirs.get(index));
      if (!own.equals(other)) {
        ObjectNode statement = (ObjectNode) batch.call().body().get(statements).get(index);
        differences.add(part(batch, statement, own, other));
      } else if (!withoutInvalidTable(ours.get(index))
          .equals(withoutInvalidTable(theirs.get(index)))) {
        return Optional.empty();
      }
    }
    boolean differ = !differences.isEmpty() || !ours.equals(theirs);
    return differ ? Optional.of(differences) : Optional.empty();
  }

  private static Difference part(Difference batch, ObjectNode request, Answer ours, Answer theirs) {
    Call call = new Call(batch.call().operation(), request);
    return new Difference(batch.seed(), batch.number(), call, ours, theirs);
  }

  private static Answer success(ObjectNode body) {
    return new Answer(200, "", body.toString());
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

  private static JsonNode withoutInvalidTable(JsonNode response) {
    ObjectNode rest = response.deepCopy();
    if (response.at("/Error/Code").asText().equals("ValidationError")) {
      rest.remove("TableName");
    }
    return rest;
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

  /** The name that an error has when it is the whole answer. */
  private static String exception(JsonNode response) {
    String code = response.path("Error").path("Code").asText();
    return switch (code) {
      case "ValidationError" -> "ValidationException";
      case "ConditionalCheckFailed" -> "ConditionalCheckFailedException";
      default -> code + " of " + response.path("TableName").asText();
    };
  }

  static ObjectNode body(Answer answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.body());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
