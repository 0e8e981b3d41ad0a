/**
 * GetItem, BatchGetItem, Query and Scan. A Query or a Scan becomes a plan of one page, which is
 * read out of the rows of a target: a table or an index.
 */
package dev.pangaea.regionnode.api.read;
