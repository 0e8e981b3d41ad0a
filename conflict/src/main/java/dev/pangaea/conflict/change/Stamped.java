package dev.pangaea.conflict.change;

import dev.pangaea.conflict.stamp.Stamps;

/** A content with its stamps, as they lie beside each other in bytes. */
public record Stamped(Content content, Stamps stamps) {}
