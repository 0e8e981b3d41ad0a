/**
 * Operations on tables: to make, describe, change, tag, list and delete them; and those that tell
 * of limits, endpoints and global tables of the first version.
 */
package dev.pangaea.regionnode.api.table;
