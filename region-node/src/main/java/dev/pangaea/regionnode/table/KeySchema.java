package dev.pangaea.regionnode.table;

import java.util.Optional;

/** Which attributes make up a table's primary key. */
public record KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {}
