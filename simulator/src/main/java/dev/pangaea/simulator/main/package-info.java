/**
 * The command line: the top command and the parts that belong to the simulator.
 *
 * <p>Wires adapters together; nothing else may see this package.
 */
package dev.pangaea.simulator.main;
