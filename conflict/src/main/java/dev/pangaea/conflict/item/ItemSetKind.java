package dev.pangaea.conflict.item;

/** The kinds of sets, by DynamoDB's letters. */
public enum ItemSetKind {
  SS,
  NS,
  BS
}
