/**
 * Regions as containers of Pangaea's image, by Testcontainers: a test brings that library itself,
 * or has none of this.
 */
package dev.pangaea.simulator.junit.containers;
