package dev.pangaea.regionnode.table;

/** An index's status, by DynamoDB's names. */
public enum IndexStatus {
  CREATING,
  UPDATING,
  ACTIVE,
  DELETING
}
