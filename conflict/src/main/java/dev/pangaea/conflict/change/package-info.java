/**
 * What a log holds and how one is read: records, their bytes, the chain, positions. Knows items and
 * versions.
 */
package dev.pangaea.conflict.change;
