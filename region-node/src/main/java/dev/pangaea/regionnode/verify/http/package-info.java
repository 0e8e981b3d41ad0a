/** A region's control port, asked over HTTP what it holds. */
package dev.pangaea.regionnode.verify.http;
