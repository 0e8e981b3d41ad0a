package dev.pangaea.regionnode.api.failure;

/**
 * DynamoDB's errors, and those of what scales it: the one table from what can go wrong to its name
 * on the wire and its status.
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
  DUPLICATE_ITEM(Namespace.DYNAMODB, "DuplicateItemException", 400),
  TRANSACTION_CANCELED(Namespace.DYNAMODB, "TransactionCanceledException", 400),
  TRANSACTION_CONFLICT(Namespace.DYNAMODB, "TransactionConflictException", 400),
  TRANSACTION_IN_PROGRESS(Namespace.DYNAMODB, "TransactionInProgressException", 400),
  IDEMPOTENT_PARAMETER_MISMATCH(Namespace.DYNAMODB, "IdempotentParameterMismatchException", 400),
  RESOURCE_NOT_FOUND(Namespace.DYNAMODB, "ResourceNotFoundException", 400),
  TABLE_NOT_FOUND(Namespace.DYNAMODB, "TableNotFoundException", 400),
  GLOBAL_TABLE_NOT_FOUND(Namespace.DYNAMODB, "GlobalTableNotFoundException", 400),
  TABLE_ALREADY_EXISTS(Namespace.DYNAMODB, "TableAlreadyExistsException", 400),
  TABLE_IN_USE(Namespace.DYNAMODB, "TableInUseException", 400),
  BACKUP_NOT_FOUND(Namespace.DYNAMODB, "BackupNotFoundException", 400),
  BACKUP_IN_USE(Namespace.DYNAMODB, "BackupInUseException", 400),
  RECOVERY_UNAVAILABLE(Namespace.DYNAMODB, "PointInTimeRecoveryUnavailableException", 400),
  INVALID_RESTORE_TIME(Namespace.DYNAMODB, "InvalidRestoreTimeException", 400),
  INVALID_EXPORT_TIME(Namespace.DYNAMODB, "InvalidExportTimeException", 400),
  EXPORT_NOT_FOUND(Namespace.DYNAMODB, "ExportNotFoundException", 400),
  EXPORT_CONFLICT(Namespace.DYNAMODB, "ExportConflictException", 400),
  IMPORT_NOT_FOUND(Namespace.DYNAMODB, "ImportNotFoundException", 400),
  IMPORT_CONFLICT(Namespace.DYNAMODB, "ImportConflictException", 400),
  TRIMMED_DATA_ACCESS(Namespace.DYNAMODB, "TrimmedDataAccessException", 400),
  EXPIRED_ITERATOR(Namespace.DYNAMODB, "ExpiredIteratorException", 400),
  RESOURCE_IN_USE(Namespace.DYNAMODB, "ResourceInUseException", 400),
  OBJECT_NOT_FOUND(Namespace.SCALING, "ObjectNotFoundException", 400),
  CONCURRENT_UPDATE(Namespace.SCALING, "ConcurrentUpdateException", 400),
  INVALID_NEXT_TOKEN(Namespace.SCALING, "InvalidNextTokenException", 400),
  LIMIT_EXCEEDED(Namespace.DYNAMODB, "LimitExceededException", 400),
  PROVISIONED_THROUGHPUT_EXCEEDED(
      Namespace.DYNAMODB, "ProvisionedThroughputExceededException", 400),
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
    SCALING(""),
    SERVICE("com.amazon.coral.service#"),
    VALIDATE("com.amazon.coral.validate#");

    private final String prefix;

    Namespace(String prefix) {
      this.prefix = prefix;
    }
  }
}
