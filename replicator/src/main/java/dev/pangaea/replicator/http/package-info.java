/** How HTTP clients are made, whoever needs one. Knows no other package. */
package dev.pangaea.replicator.http;
