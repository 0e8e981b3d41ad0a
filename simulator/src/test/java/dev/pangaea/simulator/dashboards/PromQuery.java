package dev.pangaea.simulator.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one query of Prometheus names: metrics with the labels that they are chosen by, and the
 * labels that are kept or joined on. Whether it is a query at all, Prometheus' own tool says.
 */
record PromQuery(String text, List<Selector> selectors, Set<String> grouped) {
  private static final String IDENTIFIER = "[a-zA-Z_:][\\w:]*";
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skipped>\\s+|\\[[^\\]]*]|\"[^\"]*\"|\\d[\\w.]*|[-+*/%^()<>=!,]+)"
              + "|(?:by|without|on|ignoring|group_left|group_right)\\s*\\((?<labels>[^)]*)\\)"
              + "|(?:and|or|unless|bool|offset|inf|nan)\\b(?!\\s*[({])"
              + "|(?<function>"
              + IDENTIFIER
              + ")(?=\\s*(?:\\b(?:by|without)\\s*)?\\()"
              + "|(?<metric>"
              + IDENTIFIER
              + ")(?:\\{(?<matchers>(?:[^\"}]|\"[^\"]*\")*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** A metric, and the labels by which its series are chosen. */
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
    List<Selector> selectors = new ArrayList<>();
    Set<String> grouped = new TreeSet<>();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!token.find(at) || token.start() != at) {
        throw new IllegalArgumentException("no query from '%s' on".formatted(text.substring(at)));
      }
      if (token.group("labels") != null) {
        grouped.addAll(labels(token.group("labels")));
      } else if (token.group("metric") != null) {
        selectors.add(selector(token.group("metric"), token.group("matchers")));
      }
      at = token.end();
    }
    return new PromQuery(text, selectors, grouped);
  }

  Set<String> metrics() {
    return selectors.stream().map(Selector::metric).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Selector selector(String metric, String matchers) {
    return new Selector(
        metric,
        matchers == null
            ? Set.of()
            : MATCHER
                .matcher(matchers)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet()));
  }

  private static Set<String> labels(String list) {
    return COMMA
        .splitAsStream(list.strip())
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toSet());
  }
}
