/**
 * What the trace of a write is, and where its spans go: values and a port. Knows what a change is,
 * and nothing of how spans leave the process.
 */
package dev.pangaea.trace;
