/**
 * Two regions in one process, with everything between them real: brokers, nodes, replicators, and
 * links to cut.
 */
package dev.pangaea.simulator.demo;
