/**
 * Capacity and what is told beside it: what requests say of a table's capacity, and what replies
 * say of what was consumed. Knows no operation.
 */
package dev.pangaea.regionnode.api.capacity;
