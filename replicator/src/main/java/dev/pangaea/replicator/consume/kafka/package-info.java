/** Reading a source region's logs from its Kafka. Knows no other technology. */
package dev.pangaea.replicator.consume.kafka;
