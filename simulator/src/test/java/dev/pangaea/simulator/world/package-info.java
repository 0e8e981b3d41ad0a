/** Worlds that are run twice, and worlds with a part that is built wrongly. */
package dev.pangaea.simulator.world;
