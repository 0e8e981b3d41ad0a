/**
 * What a reader in another region can rely on: tokens of writes, waiting until what they stand for
 * is here, and up to when all of another region is visible. Knows tables and the store, no
 * protocol.
 */
package dev.pangaea.regionnode.causal;
