package dev.pangaea.regionnode.backup.files;

/**
 * What a file is to be when it is read again.
 *
 * @param sha256 of all its bytes, in hexadecimal
 */
public record FileSeal(String name, long bytes, String sha256) {}
