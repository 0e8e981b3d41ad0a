package dev.pangaea.simulator.dashboards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What may be asked for: series by name, and the labels of each. */
final class Vocabulary {
  /** What Prometheus itself gives to every series. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  private final Map<String, Set<String>> labels;

  private Vocabulary(Map<String, Set<String>> labels) {
    this.labels = labels;
  }

  /** The series of metrics, and what Prometheus says of those that it scrapes. */
  static Vocabulary of(MetricFamilies families) {
    Map<String, Set<String>> labels = new HashMap<>();
    labels.put("up", Set.of("region", "target"));
    for (String name : families.names()) {
      Set<String> own = families.labels(name);
      switch (families.kind(name)) {
        case "histogram" -> {
          Set<String> bucket = new TreeSet<>(own);
          bucket.add("le");
          labels.put(name + "_bucket", bucket);
          labels.put(name + "_count", own);
          labels.put(name + "_sum", own);
        }
        case "summary" -> {
          labels.put(name + "_count", own);
          labels.put(name + "_sum", own);
        }
        default -> labels.put(name, own);
      }
    }
    return new Vocabulary(labels);
  }

  /** With what rules record. */
  Vocabulary withRules(RuleFile rules) {
    Map<String, Set<String>> more = new HashMap<>(labels);
    rules.rules().forEach(rule -> more.put(rule.name(), rule.recordedLabels()));
    return new Vocabulary(more);
  }

  /** Only the series of some metrics. */
  Vocabulary only(Collection<String> metrics) {
    return new Vocabulary(
        labels.entrySet().stream()
            .filter(series -> metrics.containsAll(MetricFamilies.named(series.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  boolean knows(String metric) {
    return labels.containsKey(metric);
  }

  /** What a question asks for that there is not. */
  List<String> complaints(Question question) {
    List<String> complaints = new ArrayList<>();
    PromQuery query = question.query();
    if (query.selectors().isEmpty()) {
      complaints.add("it asks for no metric");
    }
    for (PromQuery.Selector selector : query.selectors()) {
      if (!knows(selector.metric())) {
        complaints.add("there is no " + selector.metric());
        continue;
      }
      Set<String> wanted = new TreeSet<>(selector.labels());
      if (query.grouped().isEmpty()) {
        wanted.addAll(question.told());
      }
      wanted.removeAll(labels.get(selector.metric()));
      wanted.removeAll(OF_THE_SCRAPE);
      wanted.forEach(label -> complaints.add(selector.metric() + " has no label " + label));
    }
    if (!query.grouped().isEmpty()) {
      Set<String> lost = new TreeSet<>(question.told());
      lost.removeAll(query.grouped());
      lost.forEach(label -> complaints.add(label + " is told of, and lost by the grouping"));
    }
    return complaints;
  }
}
