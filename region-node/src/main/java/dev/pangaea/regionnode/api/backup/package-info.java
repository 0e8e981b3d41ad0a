/** Operations on backups, on recovery to a point in time, and on tables that are made of them. */
package dev.pangaea.regionnode.api.backup;
