package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

class SignatureV4Test {
  /** The Authorization header of the AWS SDK for the same request. */
  @SuppressWarnings(
      "deprecation") // The SDK's newer signer also signs a header that DynamoDB does not ask for.
  private static String authorizationOfSdk(
      Instant now, String accessKey, String secretKey, String region, String host, String body) {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://" + host + "/"))
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .contentStreamProvider(ContentStreamProvider.fromUtf8String(body))
            .build();
    Aws4SignerParams parameters =
        Aws4SignerParams.builder()
            .awsCredentials(AwsBasicCredentials.create(accessKey, secretKey))
            .signingName("dynamodb")
            .signingRegion(Region.of(region))
            .signingClockOverride(Clock.fixed(now, ZoneOffset.UTC))
            .build();
    return Aws4Signer.create()
        .sign(request, parameters)
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:58Z, AKIDEXAMPLE, wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY, us-east-1, 127.0.0.1:8001",
    "2026-12-01T00:00:00Z, pangaea, pangaea, eu-west-1, dynamo.example:18000",
  })
  void signaturesAreThoseOfTheAwsSdk(
      Instant now, String accessKey, String secretKey, String region, String host) {
    String body = "{\"TableName\":\"bench\",\"Item\":{\"pk\":{\"S\":\"é\"}}}";
    RequestTemplate request =
        new RequestTemplate(
            new Target(URI.create("http://" + host), region),
            new Credentials(accessKey, secretKey),
            true,
            "PutItem",
            body,
            now);
    request.sign(now);
    assertThat(new String(request.bytes(), StandardCharsets.UTF_8))
        .contains(
            "Authorization: "
                + authorizationOfSdk(now, accessKey, secretKey, region, host, body)
                + "\r\n");
  }
}
