package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.util.ArrayList;
import java.util.List;

/** Reads names and document paths. */
final class PathParser {
  private final Tokens tokens;

  PathParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a name is next. */
  boolean isName() {
    Token next = tokens.peek();
    return next.kind() == TokenKind.QUOTED_NAME
        || next.kind() == TokenKind.WORD && !Keywords.contains(next.text());
  }

  /** A name where no other expression can be. */
  String simpleName() {
    if (!isName()) {
      throw Faults.malformed("Expected identifier for simple path");
    }
    return name();
  }

  String name() {
    if (!isName()) {
      throw tokens.unexpected();
    }
    return nonEmpty(tokens.take().text());
  }

  /** The target of an update. */
  Node.Path target() {
    Spot spot = tokens.spot();
    return behind(simpleName(), spot);
  }

  /** Something that is read. */
  Node.Path path() {
    Spot spot = tokens.spot();
    return behind(name(), spot);
  }

  private Node.Path behind(String first, Spot spot) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment.Name(first));
    while (true) {
      Spot sign = tokens.spot();
      if (tokens.acceptSign(".")) {
        if (tokens.isSign("*")) {
          throw Faults.of("Unpivot path component like a.*.b are not supported", tokens.spot());
        }
        if (!isName()) {
          throw Faults.malformed("Invalid path dot component");
        }
        segments.add(new Segment.Name(name()));
      } else if (tokens.acceptSign("[")) {
        segments.add(component(sign));
        tokens.takeSign("]");
      } else {
        return new Node.Path(new ParsedPath(segments), spot);
      }
    }
  }

  private Segment component(Spot bracket) {
    Token next = tokens.peek();
    if (next.isSign("*")) {
      throw Faults.of("Wildcard path component like a[*].b are not supported", next.spot());
    }
    if (next.isSign("-") && tokens.second().kind() == TokenKind.NUMBER) {
      throw outOfRange("-" + tokens.second().text(), next.spot());
    }
    return switch (next.kind()) {
      case NUMBER -> index(tokens.take());
      case TEXT -> new Segment.Name(nonEmpty(tokens.take().text()));
      case WORD, QUOTED_NAME, PARAMETER, SIGN, ION, END ->
          throw next.kind() == TokenKind.END
              ? tokens.unexpected()
              : Faults.of("Unexpected path component", bracket);
    };
  }

  private static Segment index(Token number) {
    if (!number.text().chars().allMatch(Character::isDigit)) {
      throw Faults.of("Unexpected path component", number.spot());
    }
    try {
      return new Segment.Index(Integer.parseInt(number.text()));
    } catch (NumberFormatException tooLarge) {
      throw outOfRange(number.text(), number.spot());
    }
  }

  private static RuntimeException outOfRange(String index, Spot spot) {
    return Faults.of("List index is not within the allowable range; index: [" + index + "]", spot);
  }

  private static String nonEmpty(String name) {
    if (name.isEmpty()) {
      throw Faults.of(Faults.EMPTY_NAME);
    }
    return name;
  }
}
