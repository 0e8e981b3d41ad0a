package dev.pangaea.regionnode.expression.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** A value in an expression as it was written. */
public sealed interface ParsedOperand permits ParsedPath, ParsedOperand.Value, ParsedOperand.Call {
  /**
   * @param key the colon counted in
   */
  record Value(String key) implements ParsedOperand {
    @Override
    public String toString() {
      return key;
    }
  }

  /**
   * @param arguments at least one
   */
  record Call(String function, List<ParsedOperand> arguments) implements ParsedOperand {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return arguments.stream()
          .map(ParsedOperand::toString)
          .collect(Collectors.joining(", ", function + "(", ")"));
    }
  }
}
