/** Metrics, health and status of a replicator by HTTP. Knows no other technology. */
package dev.pangaea.replicator.lag.http;
