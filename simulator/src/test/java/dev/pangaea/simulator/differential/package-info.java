/**
 * The same requests, drawn from a seed, to a region of ours and to DynamoDB Local: what they answer
 * differently is a fault of ours, or known and decided by AWS's documentation.
 */
package dev.pangaea.simulator.differential;
