package dev.pangaea.regionnode.throughput;

/**
 * Why a request is not admitted.
 *
 * @param onDemand whether what was exceeded is a maximum of requests on demand; else it is
 *     provisioned capacity
 */
public record Excess(Resource resource, boolean onDemand) {}
