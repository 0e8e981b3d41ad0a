/**
 * What a change is and which of two wins: values and pure functions, without I/O, clock or thread.
 */
package dev.pangaea.conflict;
