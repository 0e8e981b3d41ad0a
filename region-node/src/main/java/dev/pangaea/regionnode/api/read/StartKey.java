package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedKey;

/**
 * The key that a page starts behind.
 *
 * @param key the table's
 * @param position where it lies in what is read, whether there is an item or not
 */
record StartKey(EncodedKey key, Bytes position) {}
