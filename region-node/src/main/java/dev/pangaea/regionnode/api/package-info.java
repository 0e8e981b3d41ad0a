/**
 * DynamoDB's operations: requests are decoded, checked and turned into commands, outcomes into
 * replies. Here is the list of them, and who may call; each kind of operation has a package of its
 * own. Knows no HTTP.
 */
package dev.pangaea.regionnode.api;
