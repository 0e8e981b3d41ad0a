/**
 * Stamps: which write each part of an item comes from, where that is not one write for all of it.
 * Values only; what they come to is in {@code resolve}.
 */
package dev.pangaea.conflict.stamp;
