package dev.pangaea.regionnode.expression.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions. All faults that do not depend on what placeholders stand for are found, in
 * DynamoDB's order: size, syntax and parentheses, words, then the rest.
 */
public final class Parser {
  private static final int EXPRESSION_BYTES_MAX = 4096;

  private Parser() {}

  /**
   * @throws FaultyExpressionException if it is none
   */
  public static ParsedCondition condition(String text) {
    Tokens tokens = tokens(text);
    OperandParser operands = new OperandParser(tokens);
    ParsedCondition condition = new ConditionParser(tokens, operands).parse();
    WordCheck.check(condition);
    operands.checkIndexes();
    return condition;
  }

  /**
   * @throws FaultyExpressionException if it is none
   */
  public static ParsedUpdate update(String text) {
    Tokens tokens = tokens(text);
    OperandParser operands = new OperandParser(tokens);
    UpdateParser parser = new UpdateParser(tokens, operands);
    ParsedUpdate update = parser.parse();
    WordCheck.check(update);
    operands.checkIndexes();
    parser.checkSections();
    return update;
  }

  /**
   * @throws FaultyExpressionException if it is none
   */
  public static ParsedProjection projection(String text) {
    Tokens tokens = tokens(text);
    OperandParser operands = new OperandParser(tokens);
    List<ParsedPath> paths = new ArrayList<>();
    do {
      paths.add(operands.path());
    } while (tokens.accept(TokenKind.COMMA));
    tokens.take(TokenKind.END);
    ParsedProjection projection = new ParsedProjection(paths);
    WordCheck.check(projection);
    operands.checkIndexes();
    return projection;
  }

  private static Tokens tokens(String text) {
    if (text.isEmpty()) {
      throw new FaultyExpressionException("The expression can not be empty;");
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > EXPRESSION_BYTES_MAX) {
      throw new FaultyExpressionException(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    return new Tokens(text);
  }
}
