/** The console in a browser: its page on a running demo, with the pointer and by keys alone. */
package dev.pangaea.simulator.console;
