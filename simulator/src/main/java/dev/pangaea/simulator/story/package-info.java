/**
 * A small language for what happens to regions and what is to be seen of it, one step a line; and
 * the telling of it on a stage. Knows no stage, and of the product only what an item is.
 */
package dev.pangaea.simulator.story;
