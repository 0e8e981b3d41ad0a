/**
 * JSON as DynamoDB speaks it: typed reading with DynamoDB's complaints, attribute values in and
 * out. Safe against hostile depth, size and encoding.
 */
package dev.pangaea.regionnode.api.json;
