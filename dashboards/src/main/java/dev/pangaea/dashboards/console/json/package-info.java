/** JSON and Prometheus' text in, JSON out. Knows no other technology. */
package dev.pangaea.dashboards.console.json;
