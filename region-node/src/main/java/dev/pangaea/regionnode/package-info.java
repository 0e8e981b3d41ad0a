/** One region's node: serves the DynamoDB API, leads partitions, keeps the log and the store. */
package dev.pangaea.regionnode;
