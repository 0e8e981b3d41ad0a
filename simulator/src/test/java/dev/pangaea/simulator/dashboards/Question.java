package dev.pangaea.simulator.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query that a file of ours asks.
 *
 * @param where the file, and the place in it
 * @param told labels that are told of each answer, as in a legend
 */
record Question(String where, PromQuery query, Set<String> told) {
  static final Path ROOT = Path.of("..");
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]*pangaea_[^`\\n]*[({][^`\\n]*)`");

  Question {
    told = Set.copyOf(told);
  }

  /**
   * @param template a text with the labels that are told, such as <code>{{source}}</code>
   */
  static Question of(String where, String query, String template) {
    Set<String> told =
        TEMPLATE
            .matcher(template)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    try {
      return new Question(where, PromQuery.of(query), told);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
    }
  }

  /** Those of boards, rules, alerts, and of pages with queries to paste. */
  static List<Question> all() throws IOException {
    List<Question> all = new ArrayList<>();
    for (Board board : Board.all()) {
      all.addAll(board.questions());
    }
    for (Path file : List.of(RuleFile.RECORDED, RuleFile.ALERTS)) {
      RuleFile.read(file).rules().forEach(rule -> all.add(rule.question()));
    }
    for (Path page : pages()) {
      CODE.matcher(Files.readString(page))
          .results()
          .map(code -> code.group(1).replace("\\|", "|"))
          .forEach(query -> all.add(of(page.toString(), query, "")));
    }
    return all;
  }

  /** Every page that a reader finds. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".md"))
          .filter(file -> !file.getFileName().toString().equals("CHANGELOG.md"))
          .sorted()
          .toList();
    }
  }
}
