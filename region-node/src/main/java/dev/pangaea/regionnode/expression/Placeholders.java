package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the placeholders of a request's expressions stand for: {@code #name} an attribute name,
 * {@code :value} a value. It notes which were used, so one of it serves one request.
 */
public final class Placeholders {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";
  private static final int KEY_BYTES_MAX = 255;
  private static final int NAME_BYTES_MAX = 65_535;

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> unusedNames;
  private final Set<String> unusedValues;

  /**
   * @param names by placeholder, the {@code #} counted in
   * @param values by placeholder, the colon counted in
   */
  public Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = Map.copyOf(names);
    this.values = Map.copyOf(values);
    names.forEach(Placeholders::checkName);
    values.keySet().forEach(key -> checkKey(VALUES, ':', key));
    unusedNames = new TreeSet<>(names.keySet());
    unusedValues = new TreeSet<>(values.keySet());
  }

  public static Placeholders none() {
    return new Placeholders(Map.of(), Map.of());
  }

  /** To be asked when all expressions of the request are bound. */
  public void checkAllUsed() {
    checkAllUsed(NAMES, unusedNames);
    checkAllUsed(VALUES, unusedValues);
  }

  Optional<String> name(String placeholder) {
    unusedNames.remove(placeholder);
    return Optional.ofNullable(names.get(placeholder));
  }

  Optional<AttributeValue> value(String placeholder) {
    unusedValues.remove(placeholder);
    return Optional.ofNullable(values.get(placeholder));
  }

  private static void checkAllUsed(String member, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw new InvalidExpressionException(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(member, String.join(", ", unused)));
    }
  }

  private static void checkName(String key, String name) {
    checkKey(NAMES, '#', key);
    if (Utf8.length(name) > NAME_BYTES_MAX) {
      throw new InvalidExpressionException(
          NAMES
              + " contains invalid value: Attribute name is too large, must be less than 65536 bytes"
              + " for key "
              + key);
    }
  }

  private static void checkKey(String member, char sign, String key) {
    boolean sound = key.length() > 1 && key.charAt(0) == sign;
    for (int index = 1; sound && index < key.length(); index++) {
      char character = key.charAt(index);
      sound =
          character == '_'
              || (character >= '0' && character <= '9')
              || (character >= 'A' && character <= 'Z')
              || (character >= 'a' && character <= 'z');
    }
    if (!sound) {
      throw invalidKey(member, "Syntax error; key: \"%s\"".formatted(key));
    }
    if (key.length() > KEY_BYTES_MAX) {
      String size = sign == '#' ? " size of key: " + key.length() : "";
      throw invalidKey(
          member, "The expression attribute map contains a key that is too long;" + size);
    }
  }

  private static InvalidExpressionException invalidKey(String member, String reason) {
    return new InvalidExpressionException(member + " contains invalid key: " + reason);
  }
}
