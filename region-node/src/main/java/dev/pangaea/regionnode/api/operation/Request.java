package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.json.JsonReader;

/**
 * A request to an operation.
 *
 * @param body stands before the body's object; valid during the call only
 * @param endpoint host and port that the caller reached this region at
 */
public record Request(JsonReader body, String endpoint) {}
