/**
 * PutItem, UpdateItem, DeleteItem and BatchWriteItem: from a request to a command, from an outcome
 * to a reply.
 */
package dev.pangaea.regionnode.api.write;
