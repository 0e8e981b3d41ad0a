/**
 * The load's HTTP/1.1 client on Netty: requests encoded once and patched in place, replies parsed
 * from plain bytes, one request at a time per connection, no retries. Its own CPU time is part of
 * what a run costs, so little is done per request.
 */
package dev.pangaea.simulator.workload.http;
