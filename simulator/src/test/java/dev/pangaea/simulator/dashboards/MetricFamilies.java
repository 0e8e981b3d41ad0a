package dev.pangaea.simulator.dashboards;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Metrics by name: those that a page tells of, or those that processes show. */
final class MetricFamilies {
  private static final String OURS = "pangaea_";
  private static final String ALARM = "an alarm";
  private static final String ON_EVENT = "(on an event)";
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(" + OURS + "\\w+)` \\| (\\w+) \\| ([^|]*)\\| (.*)\\|$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern TYPE =
      Pattern.compile("^# TYPE (" + OURS + "\\w+) (\\w+)$", Pattern.MULTILINE);
  private static final Pattern SAMPLE =
      Pattern.compile("^(" + OURS + "\\w+)(?:\\{(.*)\\})? \\S+$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("\\b" + OURS + "\\w+");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  /** The label of a bucket and that of a quantile: they belong to the kind, not to the metric. */
  private static final Set<String> OF_THE_KIND = Set.of("le", "quantile");

  private final Map<String, String> kinds = new TreeMap<>();
  private final Map<String, Set<String>> labels = new HashMap<>();
  private final Set<String> onEvent = new TreeSet<>();
  private final Set<String> alarms = new TreeSet<>();

  private MetricFamilies() {}

  /** Reads the rows of the page's tables: name, kind, labels, meaning. */
  static MetricFamilies documented(String page) {
    MetricFamilies families = new MetricFamilies();
    ROW.matcher(page)
        .results()
        .forEach(
            row -> {
              families.put(row.group(1), row.group(2), all(WORD, row.group(3)));
              if (row.group(4).contains(ON_EVENT)) {
                families.onEvent.add(row.group(1));
              }
              if (row.group(4).contains(ALARM)) {
                families.alarms.add(row.group(1));
              }
            });
    return families;
  }

  /** Reads pages in Prometheus' text format. */
  static MetricFamilies scraped(Collection<String> pages) {
    MetricFamilies families = new MetricFamilies();
    for (String page : pages) {
      TYPE.matcher(page)
          .results()
          .forEach(type -> families.put(type.group(1), type.group(2), new TreeSet<>()));
      SAMPLE.matcher(page).results().forEach(families::sample);
    }
    return families;
  }

  /** The metrics that a text names, by a sample of theirs or by their own names. */
  static Set<String> named(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> SUFFIX.matcher(found.group()).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> names() {
    return new TreeSet<>(kinds.keySet());
  }

  Set<String> onEvent() {
    return onEvent;
  }

  /** The metrics of which the page says that they are, or can be, an alarm. */
  Set<String> alarms() {
    return alarms;
  }

  String kind(String name) {
    return kinds.get(name);
  }

  Set<String> labels(String name) {
    return labels.get(name);
  }

  private void put(String name, String kind, Set<String> labelNames) {
    kinds.put(name, kind);
    labels.put(name, labelNames);
  }

  private void sample(MatchResult sample) {
    String name = sample.group(1);
    String family = kinds.containsKey(name) ? name : SUFFIX.matcher(name).replaceFirst("");
    if (sample.group(2) != null) {
      labels.get(family).addAll(all(LABEL, sample.group(2)));
      labels.get(family).removeAll(OF_THE_KIND);
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
