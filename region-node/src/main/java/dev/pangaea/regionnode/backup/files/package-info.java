/**
 * Files of rows, as backups are kept: written once, sealed by a checksum, and read back whole or
 * refused. Knows what a partition holds, and nothing of backups.
 */
package dev.pangaea.regionnode.backup.files;
