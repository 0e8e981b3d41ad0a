/** Calls workers over HTTP. */
package dev.pangaea.regionnode.trigger.http;
