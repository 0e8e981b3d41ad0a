/**
 * Links between regions as real TCP: a proxy that can delay, slow down, cut, hold and reset what
 * runs through it. {@link dev.pangaea.simulator.link.LinkProxy} holds all links of a process, a
 * {@link dev.pangaea.simulator.link.Link} is one of them. All connections of a proxy live on one
 * event loop, a {@code Wire} per link, a {@code Connection} per client, a {@code Flow} per
 * direction; the instants come from {@link dev.pangaea.simulator.fault.Shaper}. Knows sockets
 * (Netty), nothing of HTTP.
 */
package dev.pangaea.simulator.link;
