package dev.pangaea.simulator.dashboards;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one query of Prometheus names: metrics with the labels that they must have, and the labels
 * that are kept or joined on. Whether it is a query at all, Prometheus' own tool says.
 */
record PromQuery(String text, List<Selector> selectors, Set<String> grouped) {
  private static final String IDENTIFIER = "[a-zA-Z_:][\\w:]*";
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skipped>\\s+|\\[[^\\]]*]|\\d[\\w.]*|[-+*/%^<>=!,]+)"
              + "|(?<open>\\()|(?<close>\\))|\"(?<string>[^\"]*)\""
              + "|(?:by|without)\\s*\\((?<kept>[^)]*)\\)(?=\\s*\\()"
              + "|(?:on|ignoring|group_left|group_right)\\s*\\((?<joined>[^)]*)\\)"
              + "|(?:and|or|unless|bool|offset|inf|nan)\\b(?!\\s*[({])"
              + "|(?<function>"
              + IDENTIFIER
              + ")(?=\\s*(?:\\b(?:by|without)\\s*)?\\()"
              + "|(?<metric>"
              + IDENTIFIER
              + ")(?:\\{(?<matchers>(?:[^\"}]|\"[^\"]*\")*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** A metric, and the labels by which its series are chosen, gathered or joined. */
  record Selector(String metric, Set<String> labels) {
    Selector {
      labels = Set.copyOf(labels);
    }
  }

  PromQuery {
    selectors = List.copyOf(selectors);
    grouped = Set.copyOf(grouped);
  }

  static PromQuery of(String text) {
    Reading reading = new Reading();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!token.find(at) || token.start() != at) {
        throw new IllegalArgumentException("no query from '%s' on".formatted(text.substring(at)));
      }
      reading.read(token);
      at = token.end();
    }
    return new PromQuery(text, reading.selectors(), reading.grouped());
  }

  /** A pair of brackets. */
  private static final class Brackets {
    final boolean relabels;
    final Set<String> kept;
    String made = "";

    Brackets(boolean relabels, Set<String> kept) {
      this.relabels = relabels;
      this.kept = kept;
    }
  }

  /**
   * @param around the innermost first
   */
  private record Named(String metric, Set<String> matched, List<Brackets> around) {}

  private static final class Reading {
    private final List<Named> named = new ArrayList<>();
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> joined = new TreeSet<>();
    private final Deque<Brackets> open = new ArrayDeque<>();
    private String function = "";
    private Set<String> keptNext = Set.of();

    void read(Matcher token) {
      if (token.group("kept") != null) {
        keptNext = labels(token.group("kept"));
        kept.addAll(keptNext);
      } else if (token.group("joined") != null) {
        joined.addAll(labels(token.group("joined")));
      } else if (token.group("function") != null) {
        function = token.group("function");
        if (function.equals("by") || function.equals("without")) {
          throw new IllegalArgumentException("what is kept is to be said in front of the brackets");
        }
      } else if (token.group("open") != null) {
        open.push(new Brackets(function.equals("label_replace"), keptNext));
        function = "";
        keptNext = Set.of();
      } else if (token.group("close") != null && !open.isEmpty()) {
        open.pop();
      } else if (token.group("string") != null && !open.isEmpty() && open.peek().made.isEmpty()) {
        open.peek().made = token.group("string");
      } else if (token.group("metric") != null) {
        named.add(
            new Named(token.group("metric"), matched(token.group("matchers")), List.copyOf(open)));
      }
    }

    Set<String> grouped() {
      Set<String> grouped = new TreeSet<>(kept);
      grouped.addAll(joined);
      return grouped;
    }

    List<Selector> selectors() {
      return named.stream().map(this::selector).toList();
    }

    /** What {@code label_replace} makes need not have been there. */
    private Selector selector(Named metric) {
      Set<String> wanted = new TreeSet<>(metric.matched());
      Set<String> made = new TreeSet<>();
      for (Brackets brackets : metric.around()) {
        if (brackets.relabels) {
          made.add(brackets.made);
        }
        brackets.kept.stream().filter(label -> !made.contains(label)).forEach(wanted::add);
      }
      joined.stream().filter(label -> !made.contains(label)).forEach(wanted::add);
      return new Selector(metric.metric(), wanted);
    }
  }

  Set<String> metrics() {
    return selectors.stream().map(Selector::metric).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> matched(String matchers) {
    return matchers == null
        ? Set.of()
        : MATCHER
            .matcher(matchers)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
  }

  private static Set<String> labels(String list) {
    return COMMA
        .splitAsStream(list.strip())
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toSet());
  }
}
