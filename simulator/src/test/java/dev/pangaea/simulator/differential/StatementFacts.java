package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the text of a statement says of its answer, whatever either side answers. */
final class StatementFacts {
  private static final Pattern STEP = Pattern.compile("\\w+");
  private static final Pattern SELECTED = Pattern.compile("(?s)SELECT (.*?) FROM .*");
  private static final Pattern UPDATED =
      Pattern.compile("(?:SET|REMOVE|,) (\"?\\w+\"?(?:\\.\\w+|\\[\\d+])*)(?= =| SET| REMOVE|$)");
  private static final Pattern UNHELD =
      Pattern.compile(".* byTotal does not project one or more filter attributes: \\[(.+)]");

  private StatementFacts() {}

  /** Whether a statement of the request has not as many parameters as question marks. */
  static boolean isMiscounted(ObjectNode request) {
    JsonNode several = request.path("TransactStatements");
    return (several.isEmpty() ? Stream.of((JsonNode) request) : several.valueStream())
        .anyMatch(
            statement ->
                statement.path("Statement").asText().chars().filter(sign -> sign == '?').count()
                    != statement.path("Parameters").size());
  }

  /** Whether the statement reads the index of keys by attributes that, as is said, it lacks. */
  static boolean isUnheld(String statement, String message) {
    Matcher matcher = UNHELD.matcher(message);
    int where = statement.indexOf("FROM diff.byTotal WHERE ");
    return matcher.matches()
        && where >= 0
        && Stream.of(matcher.group(1).split(", "))
            .allMatch(
                name ->
                    !List.of("pk", "sk", "total").contains(name)
                        && Pattern.compile("\\b" + name + "\\b")
                            .matcher(statement.substring(where + "FROM diff.byTotal".length()))
                            .find());
  }

  /** An answer of DynamoDB Local with what is at a selected path under the path's last name. */
  static ObjectNode underLastNames(String statement, ObjectNode answer) {
    ObjectNode named = answer.deepCopy();
    Matcher selected = SELECTED.matcher(statement);
    if (selected.matches() && named.path("Item") instanceof ObjectNode item) {
      for (String path : selected.group(1).split(", ")) {
        List<String> steps = steps(path);
        if (steps.size() > 1 && item.has(steps.getFirst())) {
          JsonNode value = item.remove(steps.getFirst());
          for (String step : steps.subList(1, steps.size())) {
            value = value.has("M") ? value.get("M").path(step) : value.path("L").path(0);
          }
          item.set(path.endsWith("]") ? path : steps.getLast(), value);
        }
      }
    }
    return named;
  }

  /** An answer with no more of an item than the statement updates. */
  static ObjectNode onlyUpdated(String statement, ObjectNode answer) {
    List<List<String>> paths = new ArrayList<>();
    int where = statement.indexOf(" WHERE ");
    Matcher matcher = UPDATED.matcher(where < 0 ? statement : statement.substring(0, where));
    while (matcher.find()) {
      paths.add(steps(matcher.group(1)));
    }
    ObjectNode kept = answer.deepCopy();
    ArrayNode items = kept.putArray("Items");
    answer.path("Items").forEach(item -> addKept(items, members(item, paths)));
    return kept;
  }

  private static void addKept(ArrayNode all, JsonNode kept) {
    if (!kept.isEmpty()) {
      all.add(kept);
    }
  }

  private static JsonNode kept(JsonNode value, List<List<String>> paths) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return value;
    }
    ObjectNode kept = Draw.JSON.objectNode();
    if (value.has("M")) {
      ObjectNode members = members(value.get("M"), paths);
      return members.isEmpty() ? kept : kept.set("M", members);
    }
    ArrayNode elements = Draw.JSON.arrayNode();
    for (int index = 0; index < value.path("L").size(); index++) {
      addKept(elements, kept(value.get("L").get(index), below(paths, "" + index)));
    }
    return elements.isEmpty() ? kept : kept.set("L", elements);
  }

  private static ObjectNode members(JsonNode all, List<List<String>> paths) {
    ObjectNode members = Draw.JSON.objectNode();
    all.fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode kept = kept(all.get(name), below(paths, name));
              if (!kept.isEmpty()) {
                members.set(name, kept);
              }
            });
    return members;
  }

  private static List<List<String>> below(List<List<String>> paths, String step) {
    return paths.stream()
        .filter(path -> path.getFirst().equals(step))
        .map(path -> path.subList(1, path.size()))
        .toList();
  }

  private static List<String> steps(String path) {
    return STEP.matcher(path).results().map(result -> result.group()).toList();
  }
}
