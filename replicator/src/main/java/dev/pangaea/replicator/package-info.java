/** Root. */
package dev.pangaea.replicator;
