package dev.pangaea.simulator.story;

import dev.pangaea.simulator.story.Expression.Gathering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads writes, and the expressions in them. */
record WriteReader(LineReader line) {
  private static final List<String> COMPARISONS = List.of("<>", "<=", ">=", "=", "<", ">");
  private static final Map<String, String> CLAUSES =
      Map.of("set", "SET", "add", "ADD", "remove", "REMOVE", "take", "DELETE");

  static boolean begins(LineReader line) {
    return List.of("put", "update", "delete", "check").contains(line.nextWord());
  }

  Write write() {
    String verb = line.word("put, update, delete or check");
    String key = key();
    return switch (verb) {
      case "put" -> {
        var item = new ValueReader(line).item();
        yield new Write.Put(key, item, condition());
      }
      case "update" -> {
        Expression update = update();
        yield new Write.Update(key, update, condition());
      }
      case "delete" -> new Write.Delete(key, condition());
      case "check" -> {
        Expression condition = condition();
        if (condition.isNone()) {
          throw line.fault("'if'");
        }
        yield new Write.Check(key, condition);
      }
      case String other -> throw line.fault("put, update, delete or check before this");
    };
  }

  List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    do {
      if (!begins(line)) {
        throw line.fault("put, update, delete or check");
      }
      writes.add(write());
    } while (line.takesSign(";"));
    return writes;
  }

  String key() {
    return line.isQuote() ? line.quoted() : line.word("an item's key");
  }

  /** {@code if absent}, or comparisons of attributes that all must hold. */
  private Expression condition() {
    if (!line.takes("if")) {
      return Expression.NONE;
    }
    Gathering gathering = new Gathering('c');
    List<String> all = new ArrayList<>();
    do {
      all.add(comparison(gathering));
    } while (line.takes("and"));
    return gathering.of(String.join(" AND ", all));
  }

  private String comparison(Gathering gathering) {
    if (line.takes("absent")) {
      return "attribute_not_exists(" + gathering.name(Story.KEY) + ")";
    }
    if (line.takes("present")) {
      return "attribute_exists(" + gathering.name(Story.KEY) + ")";
    }
    String attribute = gathering.name(line.word("absent, present or an attribute's name"));
    for (String comparison : COMPARISONS) {
      if (line.takesSign(comparison)) {
        return attribute + " " + comparison + " " + gathering.value(new ValueReader(line).value());
      }
    }
    throw line.fault("one of " + String.join(" ", COMPARISONS));
  }

  /** Clauses of one kind go together. */
  private Expression update() {
    Gathering gathering = new Gathering('u');
    Map<String, List<String>> clauses = new LinkedHashMap<>();
    do {
      String verb = line.nextWord();
      if (!CLAUSES.containsKey(verb)) {
        throw line.fault("set, add, remove or take");
      }
      line.word(verb);
      String attribute = gathering.name(line.word("an attribute's name"));
      String clause =
          switch (verb) {
            case "set" -> {
              line.expectSign("=");
              yield attribute + " = " + gathering.value(new ValueReader(line).value());
            }
            case "remove" -> attribute;
            case String other -> attribute + " " + gathering.value(new ValueReader(line).value());
          };
      clauses.computeIfAbsent(CLAUSES.get(verb), kind -> new ArrayList<>()).add(clause);
    } while (line.takesSign(","));
    List<String> texts = new ArrayList<>();
    clauses.forEach((kind, each) -> texts.add(kind + " " + String.join(", ", each)));
    return gathering.of(String.join(" ", texts));
  }
}
