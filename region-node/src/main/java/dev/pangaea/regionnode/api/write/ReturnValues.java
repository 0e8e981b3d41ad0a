package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;

/** Which attributes of its item a write answers with. */
public enum ReturnValues {
  NONE,
  ALL_OLD,
  UPDATED_OLD,
  ALL_NEW,
  UPDATED_NEW;

  private static final List<String> NAMES =
      List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
  private static final List<String> ON_FAILURE = List.of("ALL_OLD", "NONE");

  static void check(Constraints constraints, String name) {
    constraints.oneOf("returnValues", name, NAMES);
  }

  /** Checks what is wanted when the condition fails. */
  static void checkOnFailure(Constraints constraints, String name) {
    checkOnFailure(constraints, "returnValuesOnConditionCheckFailure", name);
  }

  /** Checks the same where it stands deeper in a request. */
  public static void checkOnFailure(Constraints constraints, String member, String name) {
    constraints.oneOf(member, name, ON_FAILURE);
  }

  public static ReturnValues of(String checked) {
    return checked == null ? NONE : valueOf(checked);
  }

  /** For puts and deletes, which know no item but the one before. */
  void refuseAllButOld() {
    if (this != NONE && this != ALL_OLD) {
      throw Failure.validation("ReturnValues can only be ALL_OLD or NONE").refused();
    }
  }
}
