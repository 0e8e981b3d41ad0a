package dev.pangaea.regionnode.http;

import java.net.http.HttpClient;

/**
 * Clients that speak HTTP/1.1 and offer nothing else. The JDK's own default asks every plain port
 * to change to HTTP/2 with its first request, and what a port that does not expect it answers may
 * then be taken for HTTP/2.
 */
public final class Http1 {
  private Http1() {}

  /** A client with no settings of its own. */
  public static HttpClient client() {
    return builder().build();
  }

  public static HttpClient.Builder builder() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
  }
}
