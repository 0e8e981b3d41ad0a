/** Checks that are fed a bad history must bite. */
package dev.pangaea.simulator.check;
