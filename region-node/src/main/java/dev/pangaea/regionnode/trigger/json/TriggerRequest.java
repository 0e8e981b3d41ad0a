package dev.pangaea.regionnode.trigger.json;

import dev.pangaea.regionnode.trigger.DeliveryRules;
import dev.pangaea.regionnode.trigger.filter.FilterCriteria;
import dev.pangaea.regionnode.trigger.filter.FilterPattern;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import dev.pangaea.regionnode.trigger.filter.PatternReader;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants of a trigger: a new one, or changes of one. What cannot be is refused with an
 * {@link IllegalArgumentException}, which says what is wrong.
 */
public final class TriggerRequest {
  private static final int FILTERS_MAX = 10;
  private static final int PATTERN_CHARS_MAX = 4096;
  private static final Set<String> ONCE = Set.of("name", "table", "startingPosition");
  private static final Set<String> CHANGEABLE =
      Set.of(
          "url",
          "enabled",
          "batchSize",
          "maximumBatchingWindowMillis",
          "parallelizationFactor",
          "filterCriteria",
          "maximumRetryAttempts",
          "maximumRecordAgeInSeconds",
          "bisectBatchOnFunctionError",
          "reportBatchItemFailures",
          "deadLetters",
          "timeoutMillis");

  private final JsonValue.Members members;

  private TriggerRequest(JsonValue.Members members) {
    this.members = members;
  }

  public static TriggerRequest toCreate(byte[] json) {
    TriggerRequest request = of(JsonValues.read(json));
    request.refuseOthers(true);
    return request;
  }

  public static TriggerRequest toChange(byte[] json) {
    TriggerRequest request = of(JsonValues.read(json));
    request.refuseOthers(false);
    return request;
  }

  /** One as {@link TriggerJson} keeps it. */
  static TriggerRequest kept(JsonValue value) {
    return of(value);
  }

  private static TriggerRequest of(JsonValue value) {
    if (value instanceof JsonValue.Members members) {
      return new TriggerRequest(members);
    }
    throw new IllegalArgumentException("a trigger is an object");
  }

  public String name() {
    return required("name");
  }

  public String table() {
    return required("table");
  }

  public Optional<URI> url() {
    return text("url").map(URI::create);
  }

  public Optional<Boolean> enabled() {
    return flag("enabled");
  }

  public boolean fromLatest() {
    return switch (text("startingPosition").orElse("LATEST")) {
      case "LATEST" -> true;
      case "TRIM_HORIZON" -> false;
      default -> throw new IllegalArgumentException("startingPosition is TRIM_HORIZON or LATEST");
    };
  }

  /** These rules, but for what is said otherwise. */
  public DeliveryRules rules(DeliveryRules before) {
    return new DeliveryRules(
        (int) number("batchSize", before.batchSize()),
        number("maximumBatchingWindowMillis", before.windowMillis()),
        (int) number("parallelizationFactor", before.lanes()),
        member("filterCriteria").map(TriggerRequest::filter).orElse(before.filter()),
        (int) number("maximumRetryAttempts", before.retriesMax()),
        number("maximumRecordAgeInSeconds", before.ageSecondsMax()),
        flag("bisectBatchOnFunctionError").orElse(before.bisect()),
        flag("reportBatchItemFailures").orElse(before.reportsFailures()),
        flag("deadLetters").orElse(before.deadLetters()),
        number("timeoutMillis", before.timeoutMillis()));
  }

  private static FilterCriteria filter(JsonValue value) {
    if (!(value instanceof JsonValue.Members members)
        || !(members.values().get("Filters") instanceof JsonValue.Array filters)
        || filters.elements().size() > FILTERS_MAX) {
      throw new IllegalArgumentException("filterCriteria has at most ten Filters");
    }
    List<String> texts = new ArrayList<>();
    List<FilterPattern> patterns = new ArrayList<>();
    for (JsonValue each : filters.elements()) {
      if (!(each instanceof JsonValue.Members filter)
          || !(filter.values().get("Pattern") instanceof JsonValue.Text(String text))
          || text.length() > PATTERN_CHARS_MAX) {
        throw new IllegalArgumentException(
            "a filter has a Pattern, a text of at most " + PATTERN_CHARS_MAX + " characters");
      }
      texts.add(text);
      patterns.add(PatternReader.read(JsonValues.read(text)));
    }
    return new FilterCriteria(texts, patterns);
  }

  private void refuseOthers(boolean creating) {
    for (String name : members.values().keySet()) {
      boolean known = CHANGEABLE.contains(name) || creating && ONCE.contains(name);
      if (!known) {
        throw new IllegalArgumentException(
            (ONCE.contains(name) ? "never changes: " : "a trigger knows no ") + name);
      }
    }
  }

  Optional<JsonValue> member(String name) {
    return members.member(name).filter(value -> !(value instanceof JsonValue.Nothing));
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException("a trigger needs its " + name));
  }

  private Optional<String> text(String name) {
    return member(name)
        .map(
            value -> {
              if (value instanceof JsonValue.Text(String text)) {
                return text;
              }
              throw new IllegalArgumentException(name + " is a text");
            });
  }

  private Optional<Boolean> flag(String name) {
    return member(name)
        .map(
            value -> {
              if (value instanceof JsonValue.Bool(boolean flag)) {
                return flag;
              }
              throw new IllegalArgumentException(name + " is true or false");
            });
  }

  long number(String name, long otherwise) {
    Optional<JsonValue> value = member(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof JsonValue.Number(BigDecimal number)) {
      try {
        long whole = number.longValueExact();
        if (whole == (int) whole || name.endsWith("Millis")) {
          return whole;
        }
      } catch (ArithmeticException beyond) {
        throw new IllegalArgumentException(name + " is a whole number", beyond);
      }
    }
    throw new IllegalArgumentException(name + " is a whole number");
  }
}
