/**
 * What becomes of a change that meets an item: seen, newer, or a conflict and what comes of it; and
 * how a write is stamped for that. Pure.
 */
package dev.pangaea.conflict.resolve;
