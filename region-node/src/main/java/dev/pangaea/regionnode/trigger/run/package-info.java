/**
 * Runs triggers: one thread reads streams, steps what is pure, and keeps definitions and progress
 * in the region's table {@code pangaea.triggers}.
 */
package dev.pangaea.regionnode.trigger.run;
