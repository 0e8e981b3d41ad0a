/** The control port: HTTP for the region's replicators, for health checks and for scraping. */
package dev.pangaea.regionnode.control.http;
