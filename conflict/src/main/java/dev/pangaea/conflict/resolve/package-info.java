/**
 * What becomes of a change that meets an item: seen, newer, or a conflict and who wins it. Pure.
 */
package dev.pangaea.conflict.resolve;
