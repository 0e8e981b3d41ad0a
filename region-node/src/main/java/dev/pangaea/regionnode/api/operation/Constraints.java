package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The constraints that a request's members break, collected and told together, in the order in
 * which they were checked.
 */
public final class Constraints {
  private static final int TOLD_MAX = 10;
  private static final int VALUE_CHARS_MAX = 1024;
  private static final String NOT_NULL = "Member must not be null";

  private List<String> broken;
  private String unbuilt;

  /** How messages name a member, which requests write {@code LikeThis}. */
  public static String named(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }

  /** Passes over a parameter that this region cannot honour: the request will be refused. */
  public void unbuilt(String parameter, JsonReader from) {
    from.skip();
    unbuilt(parameter);
  }

  public void unbuilt(String parameter) {
    if (unbuilt == null) {
      unbuilt = parameter;
    }
  }

  public void present(String member, Object value) {
    if (value == null) {
      broken(member, null, NOT_NULL);
    }
  }

  public void oneOf(String member, String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      broken(
          member,
          value,
          "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
    }
  }

  public void length(String member, String value, int min, int max) {
    if (value != null) {
      length(member, value, value.length(), min, max);
    }
  }

  public void size(String member, Collection<?> value, int min, int max) {
    if (value != null) {
      length(member, value, value.size(), min, max);
    }
  }

  public void atLeast(String member, Long value, long min) {
    if (value != null && value < min) {
      broken(member, value, "Member must have value greater than or equal to " + min);
    }
  }

  public void atMost(String member, Long value, long max) {
    if (value != null && value > max) {
      broken(member, value, "Member must have value less than or equal to " + max);
    }
  }

  public void matches(String member, String value, boolean matches, String pattern) {
    if (value != null && !matches) {
      broken(member, value, "Member must satisfy regular expression pattern: " + pattern);
    }
  }

  public void broken(String member, Object value, String constraint) {
    String shown = value == null ? "null" : "'" + abridged(value.toString()) + "'";
    add("Value " + shown + " at '" + member + "' failed to satisfy constraint: " + constraint);
  }

  /** A constraint whose complaint leaves the value out. */
  public void brokenUnshown(String member, String constraint) {
    add("Value at '" + member + "' failed to satisfy constraint: " + constraint);
  }

  private void add(String complaint) {
    if (broken == null) {
      broken = new ArrayList<>();
    }
    if (broken.size() < TOLD_MAX) {
      broken.add(complaint);
    }
  }

  /** Refuses the request if any constraint is broken, or a parameter cannot be honoured. */
  public void check() {
    checkMembers();
    if (unbuilt != null) {
      throw Failure.validation("The parameter " + unbuilt + " is not supported by this region yet")
          .refused();
    }
  }

  /** Refuses the request if any constraint is broken. */
  public void checkMembers() {
    if (broken != null) {
      String errors = broken.size() == 1 ? " validation error" : " validation errors";
      throw Failure.validation(broken.size() + errors + " detected: " + String.join("; ", broken))
          .refused();
    }
  }

  private void length(String member, Object value, int length, int min, int max) {
    if (length < min) {
      broken(member, value, "Member must have length greater than or equal to " + min);
    }
    if (length > max) {
      broken(member, value, "Member must have length less than or equal to " + max);
    }
  }

  private static String abridged(String value) {
    return value.length() <= VALUE_CHARS_MAX ? value : value.substring(0, VALUE_CHARS_MAX) + "...";
  }
}
