/** Attribute values, items and keys, and their canonical bytes. Knows the JDK only. */
package dev.pangaea.conflict.item;
