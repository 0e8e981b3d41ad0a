package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets every sender in whose request is signed in the right form, whatever the key: the signature
 * itself is not computed.
 */
public final class AnyCredentials implements Authenticator {
  private static final String SCHEME = "AWS4-";
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String QUERY_ALGORITHM = "X-Amz-Algorithm";
  private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> QUERY_PARTS =
      List.of("X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date");

  @Override
  public Optional<Failure> refusal(SignedRequest request) {
    String query = request.query().orElse("");
    boolean signedInQuery = query.contains(QUERY_ALGORITHM + "=");
    Optional<String> authorization = request.header("Authorization");
    if (authorization.isPresent() && signedInQuery) {
      return refused(
          ErrorKind.INVALID_SIGNATURE,
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
    }
    if (signedInQuery) {
      return query(query);
    }
    if (authorization.isEmpty() || !authorization.get().trim().startsWith(SCHEME)) {
      return refused(
          ErrorKind.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
    }
    return header(authorization.get(), request);
  }

  private static Optional<Failure> header(String authorization, SignedRequest request) {
    List<String> complaints = new ArrayList<>(0);
    for (String part : PARTS) {
      if (!authorization.contains(part + "=")) {
        complaints.add("Authorization header requires '" + part + "' parameter.");
      }
    }
    Optional<String> date = request.header("X-Amz-Date").or(() -> request.header("Date"));
    if (date.isEmpty()) {
      complaints.add(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    if (!complaints.isEmpty()) {
      return refused(
          ErrorKind.INCOMPLETE_SIGNATURE,
          String.join(" ", complaints) + " Authorization=" + scheme(authorization));
    }
    if (!authorization.trim().startsWith(ALGORITHM + " ")) {
      return refused(
          ErrorKind.INCOMPLETE_SIGNATURE,
          "Unsupported AWS 'algorithm': '" + scheme(authorization) + "'.");
    }
    return Optional.empty();
  }

  private static Optional<Failure> query(String query) {
    List<String> complaints = new ArrayList<>(0);
    for (String part : QUERY_PARTS) {
      if (!query.contains(part + "=")) {
        complaints.add("AWS query-string parameters must include '" + part + "'.");
      }
    }
    return complaints.isEmpty()
        ? Optional.empty()
        : refused(
            ErrorKind.INCOMPLETE_SIGNATURE,
            String.join(" ", complaints) + " Re-examine the query-string parameters.");
  }

  /** The header up to its parameters: what it holds beyond is nobody's to repeat. */
  private static String scheme(String authorization) {
    String trimmed = authorization.trim();
    int blank = trimmed.indexOf(' ');
    return blank < 0 ? trimmed : trimmed.substring(0, blank);
  }

  private static Optional<Failure> refused(ErrorKind kind, String message) {
    return Optional.of(Failure.of(kind, message));
  }
}
