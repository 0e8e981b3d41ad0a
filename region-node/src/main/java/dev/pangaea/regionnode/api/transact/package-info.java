/**
 * TransactWriteItems and TransactGetItems: what is written or read together, and the reasons why it
 * was not.
 */
package dev.pangaea.regionnode.api.transact;
