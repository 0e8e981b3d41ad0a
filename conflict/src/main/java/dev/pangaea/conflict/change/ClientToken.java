package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * What makes a repeated request for a transaction known as such.
 *
 * @param text as the client drew it
 * @param request a hash of all that was requested: another request with the same text is an error
 */
public record ClientToken(String text, Bytes request) {}
