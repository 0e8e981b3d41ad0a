/** Load that is asked for in the console. Knows the console's port for it, and no other module. */
package dev.pangaea.simulator.workload.console;
