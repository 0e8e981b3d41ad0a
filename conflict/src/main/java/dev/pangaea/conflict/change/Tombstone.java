package dev.pangaea.conflict.change;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Version;

/** What is left of an item that was deleted: where it was, and the version of the deletion. */
public record Tombstone(EncodedKey key, Version version) {}
