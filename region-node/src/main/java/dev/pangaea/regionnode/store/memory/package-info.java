/** The store's twin in memory. Knows the port only. */
package dev.pangaea.regionnode.store.memory;
