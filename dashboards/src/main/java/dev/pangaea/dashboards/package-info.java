/** What an operator asks of regions that run, answered by what they say over HTTP alone. */
package dev.pangaea.dashboards;
