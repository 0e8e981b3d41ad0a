/** Hybrid logical time, versions and contexts: which write came after which. Knows the JDK only. */
package dev.pangaea.conflict.version;
