/**
 * Measures lag while faults come and go: probes from outside, a load if wanted, and what regions
 * say of themselves, all from one begin on.
 */
package dev.pangaea.simulator.lag.measure;
