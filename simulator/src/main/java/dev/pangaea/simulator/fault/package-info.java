/**
 * Faults of a network between regions: one vocabulary for the proxy of real links and for the
 * simulated world. {@link dev.pangaea.simulator.fault.Fault} names them; {@link
 * dev.pangaea.simulator.fault.Shaper} says what a chain of them does to one stream, as instants
 * computed from instants. Pure: no clock, thread or socket; randomness is handed in.
 */
package dev.pangaea.simulator.fault;
