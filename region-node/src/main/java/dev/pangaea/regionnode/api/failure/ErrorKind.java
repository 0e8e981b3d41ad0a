package dev.pangaea.regionnode.api.failure;

/**
 * DynamoDB's errors: the one table from what can go wrong to its name on the wire and its status.
 */
public enum ErrorKind {
  VALIDATION(Namespace.VALIDATE, "ValidationException", 400),
  SERIALIZATION(Namespace.SERVICE, "SerializationException", 400),
  UNKNOWN_OPERATION(Namespace.SERVICE, "UnknownOperationException", 400),
  MISSING_AUTHENTICATION_TOKEN(Namespace.SERVICE, "MissingAuthenticationTokenException", 400),
  INCOMPLETE_SIGNATURE(Namespace.SERVICE, "IncompleteSignatureException", 400),
  INVALID_SIGNATURE(Namespace.SERVICE, "InvalidSignatureException", 400),
  ACCESS_DENIED(Namespace.SERVICE, "AccessDeniedException", 400),
  CONDITIONAL_CHECK_FAILED(Namespace.DYNAMODB, "ConditionalCheckFailedException", 400),
  TRANSACTION_CANCELED(Namespace.DYNAMODB, "TransactionCanceledException", 400),
  TRANSACTION_CONFLICT(Namespace.DYNAMODB, "TransactionConflictException", 400),
  TRANSACTION_IN_PROGRESS(Namespace.DYNAMODB, "TransactionInProgressException", 400),
  IDEMPOTENT_PARAMETER_MISMATCH(Namespace.DYNAMODB, "IdempotentParameterMismatchException", 400),
  RESOURCE_NOT_FOUND(Namespace.DYNAMODB, "ResourceNotFoundException", 400),
  TABLE_NOT_FOUND(Namespace.DYNAMODB, "TableNotFoundException", 400),
  GLOBAL_TABLE_NOT_FOUND(Namespace.DYNAMODB, "GlobalTableNotFoundException", 400),
  RESOURCE_IN_USE(Namespace.DYNAMODB, "ResourceInUseException", 400),
  LIMIT_EXCEEDED(Namespace.DYNAMODB, "LimitExceededException", 400),
  THROTTLING(Namespace.DYNAMODB, "ThrottlingException", 400),
  INTERNAL(Namespace.DYNAMODB, "InternalServerError", 500),
  UNAVAILABLE(Namespace.SERVICE, "ServiceUnavailable", 503);

  private final Namespace namespace;
  private final String wireName;
  private final int status;

  ErrorKind(Namespace namespace, String wireName, int status) {
    this.namespace = namespace;
    this.wireName = wireName;
    this.status = status;
  }

  /** The error's name without its namespace. */
  public String wireName() {
    return wireName;
  }

  /** What {@code __type} holds. */
  public String type() {
    return namespace.prefix + wireName;
  }

  public int status() {
    return status;
  }

  /** The member that holds the message: the parser's and transactions' errors spell it so. */
  public String messageMember() {
    boolean capital =
        this == SERIALIZATION
            || this == ACCESS_DENIED
            || this == TRANSACTION_CANCELED
            || this == TRANSACTION_IN_PROGRESS
            || this == IDEMPOTENT_PARAMETER_MISMATCH;
    return capital ? "Message" : "message";
  }

  private enum Namespace {
    DYNAMODB("com.amazonaws.dynamodb.v20120810#"),
    SERVICE("com.amazon.coral.service#"),
    VALIDATE("com.amazon.coral.validate#");

    private final String prefix;

    Namespace(String prefix) {
      this.prefix = prefix;
    }
  }
}
