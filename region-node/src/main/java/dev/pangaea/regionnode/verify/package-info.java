/**
 * Whether two regions hold the same: what a region is asked for it, in bytes, and what the answers
 * come to. Knows the store's positions and digests, and no table, leader or network.
 */
package dev.pangaea.regionnode.verify;
