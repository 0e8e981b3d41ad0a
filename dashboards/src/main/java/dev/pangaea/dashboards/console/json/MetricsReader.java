package dev.pangaea.dashboards.console.json;

import dev.pangaea.dashboards.console.RequestCounters;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the requests that a region node has answered from its {@code GET /metrics}. */
public final class MetricsReader {
  private static final String NAME = "pangaea_api_request_seconds_";
  private static final String BUCKET = NAME + "bucket{";
  private static final String COUNT = NAME + "count{";
  private static final String SUCCESS = "success";

  /** What the application expects that asks with a condition. */
  private static final String CONDITION = "ConditionalCheckFailedException";

  private static final Set<String> READS =
      Set.of("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");
  private static final Set<String> WRITES =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

  private MetricsReader() {}

  public static RequestCounters read(String text) {
    double reads = 0;
    double writes = 0;
    double errors = 0;
    SortedMap<Double, Double> within = new TreeMap<>();
    int end;
    for (int at = text.indexOf(NAME); at >= 0; at = text.indexOf(NAME, end)) {
      int next = text.indexOf('\n', at);
      end = next < 0 ? text.length() : next;
      String line = text.substring(at, end);
      if (line.startsWith(COUNT)) {
        double count = value(line);
        String operation = label(line, "operation").orElse("");
        String outcome = label(line, "outcome").orElse("");
        if (outcome.equals(SUCCESS)) {
          reads += READS.contains(operation) ? count : 0;
          writes += WRITES.contains(operation) ? count : 0;
        } else if (!outcome.equals(CONDITION)) {
          errors += count;
        }
      } else if (line.startsWith(BUCKET) && ofItems(label(line, "operation").orElse(""))) {
        label(line, "le").ifPresent(bound -> within.merge(number(bound), value(line), Double::sum));
      }
    }
    return new RequestCounters(reads, writes, errors, within);
  }

  private static boolean ofItems(String operation) {
    return READS.contains(operation) || WRITES.contains(operation);
  }

  private static Optional<String> label(String line, String name) {
    int at = line.indexOf(name + "=\"");
    int from = at + name.length() + 2;
    return at < 0 ? Optional.empty() : Optional.of(line.substring(from, line.indexOf('"', from)));
  }

  private static double value(String line) {
    return number(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static double number(String text) {
    try {
      return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      throw new UnreadableException("no number: " + text, wrong);
    }
  }
}
