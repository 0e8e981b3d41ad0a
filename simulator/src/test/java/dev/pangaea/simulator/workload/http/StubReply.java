package dev.pangaea.simulator.workload.http;

/** Status and body of a stub's reply. */
record StubReply(int status, String body) {}
