/** Root. */
package dev.pangaea.simulator;
