/**
 * DynamoDB Streams' operations: requests are read and checked, what the region's streams hold is
 * put into replies.
 */
package dev.pangaea.regionnode.api.stream;
