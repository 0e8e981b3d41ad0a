package dev.pangaea.simulator.junit.running;

import java.net.URI;

/**
 * Where a region is reached from the test's process.
 *
 * @param api where applications find it
 * @param control health, status and metrics of its node
 * @param kafka the bootstrap address of its Kafka, past all links
 */
public record RegionPlace(String name, URI api, URI control, String kafka) {}
