/**
 * What an operation is and what all of them have in common: request and reply, who answers, how
 * requests name tables, how tables are found, and the constraints that are complained of together.
 */
package dev.pangaea.regionnode.api.operation;
