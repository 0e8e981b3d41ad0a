/**
 * Tells the spans of a write in its own region, and of one that is taken in: decorators of the
 * operations and of the leaders, which know nothing of it. Only there when it is asked for.
 */
package dev.pangaea.regionnode.trace;
