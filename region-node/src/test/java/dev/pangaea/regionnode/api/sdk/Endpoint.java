package dev.pangaea.regionnode.api.sdk;

import dev.pangaea.regionnode.api.http.RunningApi;
import dev.pangaea.regionnode.api.http.SdkClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the tests of this package talk to: a region in memory, or whatever answers the DynamoDB API
 * at the address in the system property {@code pangaea.endpoint}.
 */
final class Endpoint {
  private static final String ADDRESS = System.getProperty("pangaea.endpoint", "");
  private static final URI ADDRESS_HERE = URI.create(isForeign() ? ADDRESS : own());
  private static final DynamoDbClient CLIENT =
      connect(override -> override.retryStrategy(RetryMode.STANDARD));

  private Endpoint() {}

  static DynamoDbClient client() {
    return CLIENT;
  }

  /** One for what scales tables: closed by who asked for it. */
  static ApplicationAutoScalingClient scaling() {
    return SdkClients.at(ADDRESS_HERE, ApplicationAutoScalingClient.builder()).build();
  }

  /** Whether it is somebody else's, which may word a refusal otherwise. */
  static boolean isForeign() {
    return !ADDRESS.isEmpty();
  }

  /** One that is told of each failure: closed by nobody. */
  static DynamoDbClient withoutRetries() {
    return connect(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  private static DynamoDbClient connect(Consumer<ClientOverrideConfiguration.Builder> retries) {
    return SdkClients.at(ADDRESS_HERE, DynamoDbClient.builder())
        .overrideConfiguration(retries)
        .build();
  }

  /** Runs until the tests' process ends. */
  private static String own() {
    try {
      return "http://127.0.0.1:" + new RunningApi().port();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
