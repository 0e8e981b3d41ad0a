/**
 * Handing deliveries to the target region's node, as the loop sees it: the port, and what is put
 * around it to live with failures. Technologies have packages of their own below. Knows the module
 * conflict only.
 */
package dev.pangaea.replicator.deliver;
