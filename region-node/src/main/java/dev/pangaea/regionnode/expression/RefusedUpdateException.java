package dev.pangaea.regionnode.expression;

/** An update does not fit the item that it meets. The message is DynamoDB's. */
final class RefusedUpdateException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedUpdateException(String message) {
    super(message, null, false, false);
  }

  static RefusedUpdateException missingAttribute() {
    return new RefusedUpdateException(
        "The provided expression refers to an attribute that does not exist in the item");
  }

  static RefusedUpdateException wrongType() {
    return new RefusedUpdateException(
        "An operand in the update expression has an incorrect data type");
  }

  static RefusedUpdateException tooLarge() {
    return new RefusedUpdateException(UpdateOutcome.TOO_LARGE);
  }

  static RefusedUpdateException wrongPath() {
    return new RefusedUpdateException(
        "The document path provided in the update expression is invalid for update");
  }
}
