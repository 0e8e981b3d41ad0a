package dev.pangaea.regionnode.api.http;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pages in a browser may talk to the API: those of any origin, as with DynamoDB, or of some.
 * A browser keeps the others from it, since a request to the API is always asked for beforehand.
 */
public sealed interface AllowedOrigins {
  AllowedOrigins ANY = new Any();
  AllowedOrigins NONE = new Only(Set.of());

  /** What is said to pages of an origin; empty if they may not talk. */
  Optional<String> answerTo(String origin);

  record Any() implements AllowedOrigins {
    @Override
    public Optional<String> answerTo(String origin) {
      return Optional.of("*");
    }
  }

  /**
   * @param origins as browsers write them, such as {@code http://localhost:3000}
   */
  record Only(Set<String> origins) implements AllowedOrigins {
    public Only {
      origins = Set.copyOf(origins);
    }

    @Override
    public Optional<String> answerTo(String origin) {
      return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
    }
  }

  /**
   * @param texts origins; or {@code *} for any, or {@code none}, alone
   */
  static AllowedOrigins of(Iterable<String> texts) {
    TreeSet<String> origins = new TreeSet<>();
    texts.forEach(origins::add);
    if (origins.equals(Set.of("*"))) {
      return ANY;
    }
    if (origins.equals(Set.of("none"))) {
      return NONE;
    }
    origins.forEach(WrittenOrigin::check);
    return new Only(origins);
  }
}
