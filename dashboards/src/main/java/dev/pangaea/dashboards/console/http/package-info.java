/** The console's server, and its client of nodes, replicators and link control. */
package dev.pangaea.dashboards.console.http;
