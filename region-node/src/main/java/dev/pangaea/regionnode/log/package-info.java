/**
 * The change log as the leader sees it: appending, and reading back. Ports only; technologies have
 * packages of their own below.
 */
package dev.pangaea.regionnode.log;
