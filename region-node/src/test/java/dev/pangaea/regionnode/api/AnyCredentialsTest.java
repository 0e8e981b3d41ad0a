package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnyCredentialsTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=k/20261121/us-east-1/dynamodb/aws4_request,"
          + "SignedHeaders=host,Signature=0";
  private static final String QUERY =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k&X-Amz-Signature=0&X-Amz-Date=d"
          + "&X-Amz-SignedHeaders=host";

  @Test
  void anyKeyWillDoInTheRightForm() {
    assertThat(refusal("", Map.of("Authorization", SIGNED, "X-Amz-Date", "d"))).isEmpty();
    assertThat(refusal("", Map.of("Authorization", SIGNED, "Date", "d"))).isEmpty();
    assertThat(refusal(QUERY, Map.of())).isEmpty();
  }

  @Test
  void aRequestIsSignedInOnePlace() {
    assertThat(refusal(QUERY, Map.of("Authorization", SIGNED)))
        .contains(
            Failure.of(
                ErrorKind.INVALID_SIGNATURE,
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                    + " header."));
  }

  @Test
  void whatIsMissingIsTold() {
    assertThat(refusal("", Map.of()).orElseThrow().kind())
        .isEqualTo(ErrorKind.MISSING_AUTHENTICATION_TOKEN);
    assertThat(refusal("", Map.of("Authorization", SIGNED)).orElseThrow().message().orElseThrow())
        .isEqualTo(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                + " Authorization=AWS4-HMAC-SHA256");
    assertThat(
            refusal("X-Amz-Algorithm=AWS4-HMAC-SHA256", Map.of())
                .orElseThrow()
                .message()
                .orElseThrow())
        .startsWith("AWS query-string parameters must include 'X-Amz-Credential'.")
        .endsWith("Re-examine the query-string parameters.");
  }

  @Test
  void anotherAlgorithmIsNotSupported() {
    String other = SIGNED.replace("HMAC-SHA256", "HMAC-MD5");
    assertThat(refusal("", Map.of("Authorization", other, "Date", "d")))
        .contains(
            Failure.of(
                ErrorKind.INCOMPLETE_SIGNATURE, "Unsupported AWS 'algorithm': 'AWS4-HMAC-MD5'."));
  }

  private static Optional<Failure> refusal(String query, Map<String, String> headers) {
    return new AnyCredentials()
        .refusal(
            new SignedRequest() {
              @Override
              public String method() {
                return "POST";
              }

              @Override
              public String path() {
                return "/";
              }

              @Override
              public Optional<String> query() {
                return query.isEmpty() ? Optional.empty() : Optional.of(query);
              }

              @Override
              public Optional<String> header(String name) {
                return Optional.ofNullable(headers.get(name));
              }

              @Override
              public byte[] body() {
                return new byte[0];
              }
            });
  }
}
