package dev.pangaea.regionnode.expression.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatementLawsTest {
  @Property(edgeCases = EdgeCasesMode.NONE)
  void statementsAreReadAsTheyAreWritten(@ForAll("statements") Statement statement) {
    String written = WrittenStatement.of(statement);
    assertThat(WrittenStatement.of(ParsedStatement.of(written).statement())).isEqualTo(written);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyTextIsAStatementOrRefused(@ForAll("texts") String text) {
    try {
      ParsedStatement.of(text).bind(values(text));
    } catch (InvalidExpressionException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Statement> statements() {
    return AnyStatement.statement();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "SELECT",
            "* FROM T",
            "INSERT INTO T VALUE",
            "UPDATE T",
            "DELETE FROM T",
            "SET",
            "a = 1",
            "REMOVE",
            "WHERE",
            "p = 'k'",
            "AND",
            "OR",
            "NOT",
            "IN",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<<",
            ">>",
            "?",
            ",",
            ":",
            ".",
            "'a'",
            "\"b\"",
            "1.5e3",
            "-",
            "+",
            "BETWEEN",
            "IS",
            "MISSING",
            "NULL",
            "begins_with(a, 'b')",
            "size(a)",
            "set_add(a, <<1>>)",
            "EXISTS(",
            "ORDER BY",
            "DESC",
            "RETURNING ALL OLD *",
            "'",
            "\"",
            "--",
            "/*",
            "`",
            ";",
            "é",
            "a[0]")
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(pieces -> String.join(" ", pieces));
  }

  private static List<AttributeValue> values(String text) {
    int parameters = (int) text.chars().filter(sign -> sign == '?').count();
    return Collections.nCopies(parameters, NumberValue.of(1));
  }
}
