/**
 * The image, the compose file and regions in containers, for real: skipped where there is no
 * Docker.
 */
package dev.pangaea.simulator.compose;
