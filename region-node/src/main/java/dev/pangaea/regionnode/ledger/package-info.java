/**
 * The conflict ledger as a table: what a conflict is as an item, where it lies, and back. Pure; who
 * writes it is the fold of {@code leader}, who reads it are {@code api} and {@code control}.
 */
package dev.pangaea.regionnode.ledger;
