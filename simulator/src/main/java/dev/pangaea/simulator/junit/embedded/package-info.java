/** Regions in the process of a test: those of the demo, on free ports. */
package dev.pangaea.simulator.junit.embedded;
