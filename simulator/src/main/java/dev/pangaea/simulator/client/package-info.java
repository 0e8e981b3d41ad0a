/** Regions as applications and operators reach them: over HTTP, with nothing but the JDK. */
package dev.pangaea.simulator.client;
