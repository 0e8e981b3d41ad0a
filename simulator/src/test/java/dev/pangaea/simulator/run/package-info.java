/** Seeds in bulk, and what is told of them. */
package dev.pangaea.simulator.run;
