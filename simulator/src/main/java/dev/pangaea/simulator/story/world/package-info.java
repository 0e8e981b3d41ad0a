/** Stories told in worlds on a virtual clock, which the checks of all worlds judge in the end. */
package dev.pangaea.simulator.story.world;
