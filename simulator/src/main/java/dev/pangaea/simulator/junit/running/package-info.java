/**
 * Regions that run for a test, whatever they run in: where they are reached, and what can be done
 * to them. Knows no other package.
 */
package dev.pangaea.simulator.junit.running;
