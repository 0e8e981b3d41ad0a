package dev.pangaea.regionnode.api.http;

import java.time.Duration;

/**
 * How an API server is set up.
 *
 * @param port 0 for any free one
 * @param eventLoops how many threads serve connections
 * @param connectionsMax connections beyond are closed as they come
 * @param bodyBytesInFlightMax bytes of bodies and of large replies held at one time; requests
 *     beyond are throttled
 * @param idleTimeout how long a connection may go without a request
 * @param requestTimeout how long a request may take to arrive
 * @param drainTimeout how long {@code close} waits for requests under way
 * @param origins whose pages a browser lets talk to the API
 */
public record ApiServerSettings(
    String host,
    int port,
    int eventLoops,
    int connectionsMax,
    long bodyBytesInFlightMax,
    Duration idleTimeout,
    Duration requestTimeout,
    Duration drainTimeout,
    AllowedOrigins origins) {
  /** DynamoDB's limit for a request's body. */
  public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

  /** DynamoDB's limit for a request's line and for its headers. */
  public static final int HEADER_BYTES_MAX = 16 * 1024;

  public ApiServerSettings allowing(AllowedOrigins pages) {
    return new ApiServerSettings(
        host,
        port,
        eventLoops,
        connectionsMax,
        bodyBytesInFlightMax,
        idleTimeout,
        requestTimeout,
        drainTimeout,
        pages);
  }

  public static ApiServerSettings of(String host, int port) {
    return new ApiServerSettings(
        host,
        port,
        Runtime.getRuntime().availableProcessors(),
        4096,
        4L * BODY_BYTES_MAX,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        AllowedOrigins.ANY);
  }
}
