package dev.pangaea.regionnode.api.item;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Placeholders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request's expressions and what their placeholders stand for, as they are read: first {@link
 * #read} for each member, then the checks in their order, then {@link #bind}.
 */
public final class ExpressionMembers {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  private final List<ExpressionKind> kinds;
  private final Map<ExpressionKind, String> texts = new LinkedHashMap<>(4);
  private Optional<Map<String, String>> names = Optional.empty();
  private Optional<Map<String, AttributeValue>> values = Optional.empty();
  private Optional<Failure> badName = Optional.empty();
  private Optional<Failure> badValue = Optional.empty();

  /**
   * @param kinds the expressions that the operation knows, in the order in which they are told and
   *     bound
   */
  public ExpressionMembers(List<ExpressionKind> kinds) {
    this.kinds = kinds;
  }

  /** Reads a member of the request, if it is one of these; else leaves it to be read. */
  public boolean read(String member, JsonReader from) {
    if (member.equals(NAMES)) {
      names = Optional.of(names(from));
      return true;
    }
    if (member.equals(VALUES) && !kindsWithValues().isEmpty()) {
      values = Optional.of(values(from));
      return true;
    }
    for (ExpressionKind kind : kinds) {
      if (kind.member().equals(member)) {
        texts.put(kind, from.string());
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  public boolean has(ExpressionKind kind) {
    return texts.containsKey(kind);
  }

  /**
   * Refuses a request of both ages, and placeholders without an expression.
   *
   * @param legacy the parameters in the request that expressions have replaced
   */
  public void checkUse(List<String> legacy) {
    if (!texts.isEmpty() && !legacy.isEmpty()) {
      List<String> told = new ArrayList<>();
      kinds.stream().filter(this::has).forEach(kind -> told.add(kind.member()));
      throw Failure.validation(
              "Can not use both expression and non-expression parameters in the same request:"
                  + " Non-expression parameters: {"
                  + String.join(", ", legacy)
                  + "} Expression parameters: {"
                  + String.join(", ", told)
                  + "}")
          .refused();
    }
    if (names.isPresent() && texts.isEmpty()) {
      throw Failure.validation(NAMES + " can only be specified when using expressions").refused();
    }
    if (values.isPresent() && kindsWithValues().stream().noneMatch(this::has)) {
      List<String> missing = kindsWithValues().stream().map(ExpressionKind::member).toList();
      throw Failure.validation(
              VALUES
                  + " can only be specified when using expressions: "
                  + String.join(" and ", missing)
                  + (missing.size() == 1 ? " is null" : " are null"))
          .refused();
    }
  }

  /** Checks what placeholders stand for; then expressions can be read. */
  public BoundExpressions bind(Expressions expressions) {
    if (names.isPresent() && names.get().isEmpty()) {
      throw Failure.validation(NAMES + " must not be empty").refused();
    }
    if (values.isPresent() && values.get().isEmpty()) {
      throw Failure.validation(VALUES + " must not be empty").refused();
    }
    Placeholders placeholders =
        names.isEmpty() && values.isEmpty()
            ? Placeholders.none()
            : BoundExpressions.refusing(
                () -> new Placeholders(names.orElse(Map.of()), values.orElse(Map.of())));
    badName
        .or(() -> badValue)
        .ifPresent(
            bad -> {
              throw bad.refused();
            });
    return new BoundExpressions(expressions, texts, placeholders);
  }

  /** Writes expressions and names as they were read, for one who is to ask again. */
  void write(JsonGenerator to) throws IOException {
    for (Map.Entry<ExpressionKind, String> text : texts.entrySet()) {
      to.writeStringField(text.getKey().member(), text.getValue());
    }
    if (names.isPresent()) {
      to.writeObjectFieldStart(NAMES);
      for (Map.Entry<String, String> name : names.get().entrySet()) {
        to.writeStringField(name.getKey(), name.getValue());
      }
      to.writeEndObject();
    }
  }

  /** Writes all that tells these from others. */
  public void fingerprint(ByteWriter to) {
    for (ExpressionKind kind : kinds) {
      to.text(texts.getOrDefault(kind, ""));
    }
    Map<String, String> sortedNames = new TreeMap<>(names.orElse(Map.of()));
    to.varint(sortedNames.size());
    sortedNames.forEach(
        (placeholder, name) -> {
          to.text(placeholder);
          to.text(name);
        });
    to.bytes(EncodedItem.of(Item.of(values.orElse(Map.of()))).bytes());
  }

  /** Projections hold names only. */
  private List<ExpressionKind> kindsWithValues() {
    return kinds.stream().filter(kind -> kind != ExpressionKind.PROJECTION).toList();
  }

  private Map<String, String> names(JsonReader from) {
    Map<String, String> read = new LinkedHashMap<>();
    from.enterMap("java.lang.String");
    for (String key = from.nextMember(); key != null; key = from.nextMember()) {
      String name = from.string();
      if (name.isEmpty() && badName.isEmpty()) {
        badName =
            Optional.of(
                Failure.validation(
                    NAMES + " contains invalid value: Empty attribute name for key " + key));
      }
      read.put(key, name);
    }
    return read;
  }

  private Map<String, AttributeValue> values(JsonReader from) {
    Map<String, AttributeValue> read = new LinkedHashMap<>();
    from.enterMap("com.amazonaws.dynamodb.v20120810.AttributeValue");
    for (String key = from.nextMember(); key != null; key = from.nextMember()) {
      String placeholder = key;
      read.put(key, from.value(bad -> badValue(placeholder, bad)));
    }
    return read;
  }

  private void badValue(String placeholder, Failure bad) {
    if (badValue.isEmpty()) {
      badValue =
          Optional.of(
              Failure.validation(
                  VALUES
                      + " contains invalid value: "
                      + bad.message().orElse("")
                      + " for key "
                      + placeholder));
    }
  }
}
