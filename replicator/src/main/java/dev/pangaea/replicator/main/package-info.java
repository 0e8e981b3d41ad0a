/** Puts a replicator together and starts it, in a process of its own or inside another. */
package dev.pangaea.replicator.main;
