/**
 * The store on RocksDB: one column family, no write-ahead log of its own, everything of a batch in
 * one write. Knows the store's port and {@code conflict} only.
 */
package dev.pangaea.regionnode.store.rocksdb;
