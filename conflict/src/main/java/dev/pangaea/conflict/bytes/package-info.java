/** Writing and reading runs of bytes: the primitives under every codec. Knows the JDK only. */
package dev.pangaea.conflict.bytes;
