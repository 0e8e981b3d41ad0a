/**
 * Backups of tables, and tables that are made of them. A backup is a folder of files that holds one
 * moment of a table; a restored table is filled through its own log, as by any writer.
 */
package dev.pangaea.regionnode.backup;
