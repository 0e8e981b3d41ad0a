package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.ClientToken;

/**
 * The token of a transaction that counts.
 *
 * @param committedMillis by the log's clock
 */
public record StoredToken(ClientToken token, long committedMillis) {}
