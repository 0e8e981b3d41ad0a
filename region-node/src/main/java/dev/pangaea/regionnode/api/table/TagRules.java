package dev.pangaea.regionnode.api.table;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tags a table can have. */
final class TagRules {
  private static final int TAGS_MAX = 50;
  private static final int KEY_CHARS_MAX = 128;
  private static final int VALUE_CHARS_MAX = 256;
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final String RESERVED = "aws:";

  /** Tags that are settings begin so; all of them are known. */
  private static final String SETTING = "pangaea:";

  private static final List<String> SETTINGS =
      List.of(
          TableSettings.CONFLICT_POLICY_TAG,
          TableSettings.CHANGE_TOPIC_TAG,
          TableSettings.CAPACITY_TAG);

  private static final String POLICIES =
      Arrays.stream(ConflictPolicy.values())
          .map(ConflictPolicy::text)
          .collect(Collectors.joining(", "));

  private TagRules() {}

  /** Tags by their keys, once each is found to be one. */
  static SortedMap<String, String> checked(Collection<TagsReader.Tag> tags) {
    TreeMap<String, String> checked = new TreeMap<>();
    for (TagsReader.Tag tag : tags) {
      check(tag.key());
      checkSetting(tag.key());
      if (!isWithin(tag.value(), VALUE_CHARS_MAX)) {
        throw refused("The Tag Value provided is invalid, Value: " + tag.value());
      }
      switch (tag.key()) {
        case TableSettings.CONFLICT_POLICY_TAG ->
            checkValue(tag, ConflictPolicy.of(tag.value()).isPresent(), POLICIES);
        case TableSettings.CHANGE_TOPIC_TAG -> checkOnlyValue(tag, TableSettings.CHANGE_TOPIC_ON);
        case TableSettings.CAPACITY_TAG -> checkOnlyValue(tag, TableSettings.CAPACITY_UNMETERED);
        default -> {
          // a tag of the user's own
        }
      }
      if (checked.put(tag.key(), tag.value()) != null) {
        throw refused("A Tag Key must not be given twice, Key: " + tag.key());
      }
    }
    if (checked.size() > TAGS_MAX) {
      throw refused("Number of Tags exceed the current limit for the provided ResourceArn");
    }
    return checked;
  }

  private static void checkOnlyValue(TagsReader.Tag tag, String value) {
    checkValue(tag, tag.value().equals(value), value);
  }

  private static void checkValue(TagsReader.Tag tag, boolean valid, String values) {
    if (!valid) {
      throw refused(
          "The Tag Value provided is invalid, Value: %s, Key: %s, valid values: %s"
              .formatted(tag.value(), tag.key(), values));
    }
  }

  static void check(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      throw refused("Tag Key cannot be prefixed with aws:, Key: " + key);
    }
    if (key.isEmpty() || !isWithin(key, KEY_CHARS_MAX)) {
      throw refused("The Tag Key provided is invalid, Key: " + key);
    }
  }

  /** A misspelt one would be taken for a setting that holds. */
  private static void checkSetting(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith(SETTING) && !SETTINGS.contains(key)) {
      throw refused(
          "Tag Keys prefixed with %s are settings, and this is none, Key: %s, valid keys: %s"
              .formatted(SETTING, key, String.join(", ", SETTINGS)));
    }
  }

  private static boolean isWithin(String text, int charsMax) {
    return text.length() <= charsMax && CHARACTERS.matcher(text).matches();
  }

  private static RefusedException refused(String message) {
    return Failure.validation(message).refused();
  }
}
