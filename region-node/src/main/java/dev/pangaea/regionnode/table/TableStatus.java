package dev.pangaea.regionnode.table;

/** A table's status, by DynamoDB's names. A replica's status uses the same. */
public enum TableStatus {
  CREATING,
  UPDATING,
  ACTIVE,
  DELETING,
  CREATION_FAILED
}
