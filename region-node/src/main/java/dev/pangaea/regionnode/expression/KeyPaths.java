package dev.pangaea.regionnode.expression;

import java.util.Collection;
import java.util.List;

/** Paths that look at key attributes. */
public final class KeyPaths {
  private KeyPaths() {}

  /**
   * @throws InvalidExpressionException for a path into a key attribute
   */
  public static void checkScalar(List<DocumentPath> paths, Collection<String> keyAttributes) {
    for (DocumentPath path : paths) {
      if (!path.steps().isEmpty() && keyAttributes.contains(path.attribute())) {
        throw new InvalidExpressionException(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: Key: "
                + path.attribute());
      }
    }
  }
}
