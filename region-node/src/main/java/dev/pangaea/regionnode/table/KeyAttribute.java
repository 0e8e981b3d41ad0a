package dev.pangaea.regionnode.table;

/** An attribute that is part of a key, and its type. */
public record KeyAttribute(String name, Type type) {
  /** The types that a key attribute can have, by DynamoDB's letters. */
  public enum Type {
    S,
    N,
    B
  }
}
