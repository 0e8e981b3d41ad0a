/**
 * A world of regions in one thread, on a clock of its own: the real leaders, chain, fold, conflict
 * rules and replication plan, over logs, stores, a network and clocks that fail as a seed says.
 * {@link dev.pangaea.simulator.world.Scenario} is all that is drawn beforehand; {@link
 * dev.pangaea.simulator.world.World} runs it and hands over what is to be judged. Nothing here
 * reads a clock, starts a thread or draws what the seed does not give.
 */
package dev.pangaea.simulator.world;
