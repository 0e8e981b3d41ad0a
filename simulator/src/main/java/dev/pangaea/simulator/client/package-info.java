/** Regions as applications and operators reach them: over HTTP, with no library of AWS. */
package dev.pangaea.simulator.client;
