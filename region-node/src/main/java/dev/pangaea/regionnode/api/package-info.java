/**
 * DynamoDB's operations: requests are decoded, checked and turned into commands, outcomes into
 * replies. Knows no HTTP.
 */
package dev.pangaea.regionnode.api;
