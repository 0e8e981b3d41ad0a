package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.LoadPlan;
import dev.pangaea.dashboards.console.LoadPlan.Distribution;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the load that a page asks for. */
public final class LoadPlanReader {
  private static final int KEYS = 10_000;
  private static final int ITEM_BYTES = 200;
  private static final int READS = 50;

  private LoadPlanReader() {}

  /**
   * @param usualTable that is meant where none is named
   * @param regions that there are; each has the same share where none is said
   */
  public static LoadPlan read(JsonNode wanted, String usualTable, List<String> regions) {
    return new LoadPlan(
        wanted.path("table").asText(usualTable),
        whole(wanted, "perSecond"),
        wanted.has("keys") ? whole(wanted, "keys") : KEYS,
        distribution(wanted.path("distribution").asText("uniform")),
        shares(wanted.path("shares"), regions),
        wanted.has("itemBytes") ? whole(wanted, "itemBytes") : ITEM_BYTES,
        wanted.has("reads") ? whole(wanted, "reads") : READS);
  }

  private static SortedMap<String, Integer> shares(JsonNode wanted, List<String> regions) {
    SortedMap<String, Integer> shares = new TreeMap<>();
    if (wanted.isEmpty()) {
      regions.forEach(region -> shares.put(region, 1));
    }
    wanted
        .properties()
        .forEach(
            share -> {
              if (!regions.contains(share.getKey())) {
                throw new UnreadableException("there is no region " + share.getKey());
              }
              shares.put(share.getKey(), whole(wanted, share.getKey()));
            });
    return shares;
  }

  private static Distribution distribution(String word) {
    try {
      return Distribution.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new UnreadableException("distribution is uniform or zipfian", unknown);
    }
  }

  private static int whole(JsonNode of, String field) {
    JsonNode value = of.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new UnreadableException(field + " is no whole number");
    }
    return value.intValue();
  }
}
