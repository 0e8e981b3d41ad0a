/**
 * What a region's own processes and operators ask of a node, apart from the DynamoDB API:
 * replication, health, status.
 */
package dev.pangaea.regionnode.control;
