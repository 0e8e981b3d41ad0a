/**
 * The table catalog: what tables there are, in this region and in the others, and how they come and
 * go.
 */
package dev.pangaea.regionnode.table;
