package dev.pangaea.conflict.change;

/** One partition of a table that a region takes in from another region, and how far it has come. */
public record Intake(String table, int partition, Progress progress) {}
