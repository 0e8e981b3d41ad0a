package dev.pangaea.regionnode.trigger.json;

import dev.pangaea.regionnode.api.json.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Requests for triggers, as {@link TriggerRequest} reads them. */
public final class TriggerText {
  private TriggerText() {}

  /**
   * @param patterns of its filter; none to take all
   */
  public static String of(
      SortedMap<String, String> texts,
      SortedMap<String, Long> numbers,
      SortedMap<String, Boolean> flags,
      List<String> patterns) {
    byte[] json =
        new JsonEncoder(0)
            .encode(
                to -> {
                  to.writeStartObject();
                  for (Map.Entry<String, String> each : texts.entrySet()) {
                    to.writeStringField(each.getKey(), each.getValue());
                  }
                  for (Map.Entry<String, Long> each : numbers.entrySet()) {
                    to.writeNumberField(each.getKey(), each.getValue());
                  }
                  for (Map.Entry<String, Boolean> each : flags.entrySet()) {
                    to.writeBooleanField(each.getKey(), each.getValue());
                  }
                  if (!patterns.isEmpty()) {
                    to.writeObjectFieldStart("filterCriteria");
                    to.writeArrayFieldStart("Filters");
                    for (String pattern : patterns) {
                      to.writeStartObject();
                      to.writeStringField("Pattern", pattern);
                      to.writeEndObject();
                    }
                    to.writeEndArray();
                    to.writeEndObject();
                  }
                  to.writeEndObject();
                });
    return new String(json, StandardCharsets.UTF_8);
  }
}
