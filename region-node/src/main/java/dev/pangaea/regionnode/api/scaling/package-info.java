/**
 * The operations of Application Auto Scaling on tables and global indexes: a service of its own, in
 * JSON 1.1, at the port of the API.
 */
package dev.pangaea.regionnode.api.scaling;
