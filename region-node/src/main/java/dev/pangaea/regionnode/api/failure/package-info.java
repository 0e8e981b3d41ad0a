/** How a request fails: DynamoDB's error names, their namespaces and statuses. Knows no HTTP. */
package dev.pangaea.regionnode.api.failure;
