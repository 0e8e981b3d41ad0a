/** The image and the compose file, for real: skipped where there is no Docker. */
package dev.pangaea.simulator.compose;
