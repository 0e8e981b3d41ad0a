/**
 * Regions for tests of applications: a JUnit extension that starts them, cuts them off, heals them,
 * and says whether a write was lost.
 */
package dev.pangaea.simulator.junit;
