package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an update. */
final class UpdateParser {
  private final Tokens tokens;
  private final OperandParser operands;
  private Optional<TokenKind> firstRepeated = Optional.empty();

  UpdateParser(Tokens tokens, OperandParser operands) {
    this.tokens = tokens;
    this.operands = operands;
  }

  ParsedUpdate parse() {
    List<Action> actions = new ArrayList<>();
    Set<TokenKind> sections = EnumSet.noneOf(TokenKind.class);
    do {
      TokenKind section = section();
      if (!sections.add(section)) {
        firstRepeated = firstRepeated.or(() -> Optional.of(section));
      }
      do {
        actions.add(action(section));
      } while (tokens.accept(TokenKind.COMMA));
    } while (!tokens.is(TokenKind.END));
    return new ParsedUpdate(actions);
  }

  void checkSections() {
    firstRepeated.ifPresent(
        section -> {
          throw new FaultyExpressionException(
              "The \"%s\" section can only be used once in an update expression;"
                  .formatted(section));
        });
  }

  private TokenKind section() {
    TokenKind kind = tokens.kind();
    return switch (kind) {
      case SET, REMOVE, ADD, DELETE -> {
        tokens.take(kind);
        yield kind;
      }
      default -> throw tokens.unexpected();
    };
  }

  private Action action(TokenKind section) {
    ParsedPath path = operands.path();
    return switch (section) {
      case SET -> {
        tokens.take(TokenKind.EQUAL);
        yield new Action.Set(path, source());
      }
      case ADD -> new Action.Add(path, operands.value());
      case DELETE -> new Action.Delete(path, operands.value());
      default -> new Action.Remove(path);
    };
  }

  /** Parentheses may be around the operand that comes first, and around all of it. */
  private Source source() {
    int open = 0;
    while (tokens.accept(TokenKind.LEFT_PARENTHESIS)) {
      open++;
    }
    ParsedOperand first = operands.bare();
    int around = closed(open);
    OperandParser.checkParentheses(around > 1);
    open -= around;
    Source source = new Source.Single(first);
    if (tokens.accept(TokenKind.PLUS)) {
      source = new Source.Sum(first, operands.operand());
    } else if (tokens.accept(TokenKind.MINUS)) {
      source = new Source.Difference(first, operands.operand());
    }
    OperandParser.checkParentheses(open > 1);
    for (; open > 0; open--) {
      tokens.take(TokenKind.RIGHT_PARENTHESIS);
    }
    return source;
  }

  private int closed(int open) {
    int closed = 0;
    while (closed < open && tokens.accept(TokenKind.RIGHT_PARENTHESIS)) {
      closed++;
    }
    return closed;
  }
}
