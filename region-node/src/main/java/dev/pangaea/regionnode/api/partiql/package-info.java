/**
 * ExecuteStatement, BatchExecuteStatement and ExecuteTransaction: statements become the reads,
 * writes and transactions that the other operations make, and are answered in their own form.
 */
package dev.pangaea.regionnode.api.partiql;
