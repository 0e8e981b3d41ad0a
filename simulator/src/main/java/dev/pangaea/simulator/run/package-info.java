/** Runs many worlds, one seed after the other, and tells of those that break a promise. */
package dev.pangaea.simulator.run;
