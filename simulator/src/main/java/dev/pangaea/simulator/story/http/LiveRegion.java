package dev.pangaea.simulator.story.http;

import java.net.URI;

/**
 * A region that runs.
 *
 * @param api where applications come
 * @param control the control port of its node
 */
public record LiveRegion(String name, URI api, URI control) {}
