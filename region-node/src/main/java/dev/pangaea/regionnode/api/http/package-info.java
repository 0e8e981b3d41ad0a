/**
 * The API's HTTP server: connections, bodies, limits and the envelope around operations. Knows the
 * operation table, not what operations do.
 */
package dev.pangaea.regionnode.api.http;
