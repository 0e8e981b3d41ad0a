/**
 * Control of the links by HTTP: Toxiproxy's API, so that its clients work, and beside it links and
 * partitions as words of their own. {@link dev.pangaea.simulator.link.http.LinkControl} is the
 * server; each resource answers on a thread that may wait as long as it likes. Knows {@code link},
 * its scenarios and {@code fault}; nothing knows it but what wires a process together.
 */
package dev.pangaea.simulator.link.http;
