/** What is shown to a person at a terminal, in the room that there is. */
package dev.pangaea.simulator.terminal;
