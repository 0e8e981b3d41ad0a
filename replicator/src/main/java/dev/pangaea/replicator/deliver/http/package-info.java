/** The target region's node by HTTP: its control port. Knows no other technology. */
package dev.pangaea.replicator.deliver.http;
