package dev.pangaea.conflict.version;

/** The name of a region, such as {@code us-east-1}: lower-case letters, digits and hyphens. */
public record RegionName(String value) implements Comparable<RegionName> {
  public static final int LENGTH_MAX = 64;

  public RegionName {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "a region's name has 1 to 64 lower-case letters, digits and hyphens: '" + value + "'");
    }
  }

  static boolean isName(String value) {
    if (value.isEmpty() || value.length() > LENGTH_MAX) {
      return false;
    }
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      boolean letter = character >= 'a' && character <= 'z';
      boolean digit = character >= '0' && character <= '9';
      if (!letter && !digit && character != '-') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(RegionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
