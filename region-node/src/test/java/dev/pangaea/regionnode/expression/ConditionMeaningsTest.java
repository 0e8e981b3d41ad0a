package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.binaries;
import static dev.pangaea.regionnode.expression.Shown.bytes;
import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static dev.pangaea.regionnode.expression.Shown.numbers;
import static dev.pangaea.regionnode.expression.Shown.text;
import static dev.pangaea.regionnode.expression.Shown.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which items conditions hold for, and which operands they do not take. */
class ConditionMeaningsTest {
  private static final Item ITEM =
      Item.of(
          Map.ofEntries(
              Map.entry("n", number("5")),
              Map.entry("s", text("abc")),
              Map.entry("b", bytes(1, 2, 3)),
              Map.entry("t", new BooleanValue(true)),
              Map.entry("z", new NullValue()),
              Map.entry("l", list(number("1"), text("x"), list())),
              Map.entry("m", MapValue.of(Map.of("k", number("1"), "d.e", number("2")))),
              Map.entry("ss", texts("a", "b")),
              Map.entry("ns", numbers("1", "2")),
              Map.entry("bs", binaries(bytes(1), bytes(2))),
              Map.entry("e", text("")),
              Map.entry("u", text("a\uD83D\uDE00\u00E9"))));

  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          Map.entry(":n0", number("0")),
          Map.entry(":n1", number("1")),
          Map.entry(":n2", number("2")),
          Map.entry(":n3", number("3")),
          Map.entry(":n4", number("4")),
          Map.entry(":n5", number("5")),
          Map.entry(":n50", number("5.0")),
          Map.entry(":s", text("abc")),
          Map.entry(":sa", text("ab")),
          Map.entry(":sx", text("x")),
          Map.entry(":e", text("")),
          Map.entry(":L", text("L")),
          Map.entry(":N", text("N")),
          Map.entry(":BOOL", text("BOOL")),
          Map.entry(":bad", text("X")),
          Map.entry(":t", new BooleanValue(true)),
          Map.entry(":f", new BooleanValue(false)),
          Map.entry(":z", new NullValue()),
          Map.entry(":l", list(number("1"), text("x"), list())),
          Map.entry(":le", list()),
          Map.entry(":m", MapValue.of(Map.of("d.e", number("2"), "k", number("1")))),
          Map.entry(":ss", texts("b", "a")),
          Map.entry(":ssa", texts("a")),
          Map.entry(":ns", numbers("2", "1.0")),
          Map.entry(":b", bytes(1, 2, 3)),
          Map.entry(":b1", bytes(1)),
          Map.entry(":b23", bytes(2, 3)),
          Map.entry(":be", bytes()),
          Map.entry(":bs1", binaries(bytes(1))));

  private final Reading reading = new Reading(Map.of("#k", "d.e"), VALUES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          n = :n50 | true
          n = :s | false
          n <> :s | true
          n < :s | false
          n > :s | false
          x = :n5 | false
          x <> :n5 | true
          x < :n5 | false
          x <> y | true
          x = y | false
          NOT x = :n5 | true
          NOT x < :n5 | true
          t = :t | true
          t < :t | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
          t <= :t | Incorrect operand type for operator or function; operator or function: <=, operand type: BOOL
          z = :z | true
          z <= :z | Incorrect operand type for operator or function; operator or function: <=, operand type: NULL
          z <> :z | false
          l = :l | true
          l <= :l | Incorrect operand type for operator or function; operator or function: <=, operand type: L
          l < :l | Incorrect operand type for operator or function; operator or function: <, operand type: L
          m = :m | true
          ss = :ss | true
          ss <= :ss | Incorrect operand type for operator or function; operator or function: <=, operand type: SS
          ns = :ns | true
          ss <> :ss | false
          b = :b | true
          b >= :b1 | true
          b > :b1 | true
          e = :e | true
          s >= :e | true
          n BETWEEN :n1 AND :n5 | true
          n BETWEEN :n1 AND n5x | false
          s BETWEEN :sa AND :sx | true
          n BETWEEN :sa AND :sx | false
          t BETWEEN :t AND :t | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL
          t BETWEEN :f AND :t | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL
          l BETWEEN :l AND :l | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L
          z BETWEEN :z AND :z | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: NULL
          n IN (:s, :n5) | true
          x IN (:n5, y) | false
          x IN (y) | false
          ss IN (:ss) | true
          attribute_exists(m.k) | true
          attribute_exists(m.q) | false
          attribute_exists(l[2]) | true
          attribute_exists(l[3]) | false
          attribute_exists(n.a) | false
          attribute_exists(n[0]) | false
          attribute_not_exists(n[0]) | true
          attribute_exists(z) | true
          attribute_type(l, :L) | true
          attribute_type(n, :N) | true
          attribute_type(x, :N) | false
          attribute_type(n, :bad) | Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}
          attribute_type(n, :BOOL) | false
          attribute_type(:n5, :N) | true
          attribute_type(size(s), :N) | true
          attribute_type(n, s) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}
          begins_with(s, :sa) | true
          begins_with(b, :b1) | true
          begins_with(s, :b1) | false
          begins_with(n, :sa) | false
          begins_with(s, :e) | true
          begins_with(:s, :sa) | true
          begins_with(:s, s) | true
          begins_with(x, :sa) | false
          begins_with(s, x) | false
          begins_with(:n5, s) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          begins_with(s, :l) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: L
          begins_with(s, :t) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: BOOL
          begins_with(size(s), :s) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          contains(s, :sa) | true
          contains(s, :e) | true
          contains(s, :n5) | false
          contains(ss, :sa) | false
          contains(ss, :ssa) | false
          contains(ss, :ss) | false
          contains(ns, :n1) | true
          contains(bs, :b1) | true
          contains(b, :b23) | true
          contains(b, :b1) | true
          contains(b, :be) | true
          contains(l, :n1) | true
          contains(l, :le) | true
          contains(l, :n3) | false
          contains(m, :n1) | false
          contains(n, :n5) | false
          contains(:ss, ss) | false
          contains(:s, s) | true
          contains(:ss, l[1]) | false
          contains(:n5, s) | false
          contains(:t, s) | false
          contains(:m, s) | false
          contains(x, :n1) | false
          size(s) = :n3 | true
          size(u) = :n4 | true
          size(u) = :n3 | false
          size(b) = :n3 | true
          size(ss) = :n2 | true
          size(l) = :n3 | true
          size(m) = :n2 | true
          size(n) = :n1 | false
          size(n) <> :n1 | true
          size(t) = :n1 | false
          size(z) <> :n1 | true
          size(x) = :n0 | false
          size(x) <> :n0 | true
          size(e) = :n0 | true
          size(:s) = :n3 | true
          size(:t) = :n1 | Incorrect operand type for operator or function; operator or function: size, operand type: BOOL
          size(:z) = :n1 | Incorrect operand type for operator or function; operator or function: size, operand type: NULL
          size(:ss) = :n2 | true
          size(s) = size(b) | true
          size(s) BETWEEN :n1 AND :n3 | true
          size(s) IN (:n3) | true
          size(n) < size(s) | false
          NOT size(n) = :n1 | true
          size(s) = :s | false
          size(s) < :s | false
          size(s) = :l | false
          n = :n5 OR n = :n4 AND s = :sx | true
          NOT n = :n4 AND s = :s | true
          n < :t | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
          n < :z | Incorrect operand type for operator or function; operator or function: <, operand type: NULL
          n < :l | Incorrect operand type for operator or function; operator or function: <, operand type: L
          n < :m | Incorrect operand type for operator or function; operator or function: <, operand type: M
          n < :ss | Incorrect operand type for operator or function; operator or function: <, operand type: SS
          n >= :bs1 | Incorrect operand type for operator or function; operator or function: >=, operand type: BS
          n = :ss | false
          n IN (:ss) | false
          n BETWEEN :ss AND :ss | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: SS
          n BETWEEN :t AND :n5 | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL
          n BETWEEN :n5 AND :s | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {S:abc}
          n BETWEEN :s AND n | The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [n]
          n BETWEEN size(s) AND size(b) | false
          n BETWEEN size(s) AND :s | false
          n BETWEEN :n5 AND size(s) | false
          :n5 BETWEEN n AND n | true
          :n5 BETWEEN :n5 AND :n5 | true
          :n5 IN (:n5) | true
          :n5 < :s | false
          :n5 = :s | false
          :t < :f | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
          size(s) = size(s) | true
          contains(size(s), size(s)) | false
          m.k = :n1 | true
          m.d.e = :n2 | false
          l[0] = :n1 | true
          m[0] = :n1 | false
          l.k = :n1 | false
          s IN (s) | The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [s]
          n = n.a | false
          l[0] = l[1] | false
          l[0] = l[0] | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [l, [0]]
          (l[0]) = l[0] | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [l, [0]]
          contains(l[0], l[0]) | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [l, [0]]
          attribute_type(l[0], l[0]) | The first operand must be distinct from the remaining operands for this operator or function; operator: attribute_type, first operand: [l, [0]]
          attribute_type(s, :n5) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
          n BETWEEN l AND :ss | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: SS
          attribute_type(n, size(s)) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
          attribute_exists(:n5) | Operator or function requires a document path; operator or function: attribute_exists
          size(s, b) = :n3 | Incorrect number of operands for operator or function; operator or function: size, number of operands: 2
          contains(s, :sa, :sx) | Incorrect number of operands for operator or function; operator or function: contains, number of operands: 3
          begins_with(s) | Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1
          attribute_type(s) | Incorrect number of operands for operator or function; operator or function: attribute_type, number of operands: 1
          attribute_not_exists(a,b,c) | Incorrect number of operands for operator or function; operator or function: attribute_not_exists, number of operands: 3
          """)
  void meansWhatItMeansToDynamoDb(String text, String told) {
    boolean truth = told.equals("true") || told.equals("false");
    assertThat(Reading.told(() -> String.valueOf(reading.condition(text).holds(ITEM))))
        .isEqualTo(truth ? told : "Invalid ConditionExpression: " + told);
  }

  @Test
  void namesOfPlaceholdersAreWholeNames() {
    assertThat(reading.condition("m.#k = :n2").holds(ITEM)).isTrue();
    assertThat(reading.condition("m.d.e = :n2").holds(ITEM)).isFalse();
  }

  @Test
  void stringsAreOrderedAsTheirBytesAre() {
    Map<String, AttributeValue> values =
        Map.of(":low", text("\uFFFF"), ":high", text("\uD83D\uDE00"), ":a", text("a"));
    Reading texts = new Reading(Map.of(), values);
    assertThat(texts.condition(":low < :high").holds(Item.EMPTY)).isTrue();
    assertThat(texts.condition(":high < :low").holds(Item.EMPTY)).isFalse();
    assertThat(texts.condition(":a BETWEEN :a AND :high").holds(Item.EMPTY)).isTrue();
  }

  @Test
  void boundsOfBytesAreToldAsDynamoDbTellsThem() {
    Reading bounds = new Reading(Map.of(), Map.of(":v", bytes(1, 2, 3), ":w", bytes(1)));
    assertThat(Reading.told(() -> bounds.condition("q BETWEEN :v AND :w").toString()))
        .isEqualTo(
            "Invalid ConditionExpression: The BETWEEN operator requires upper bound to be greater"
                + " than or equal to lower bound; lower bound operand: AttributeValue:"
                + " {B:java.nio.HeapByteBuffer[pos=0 lim=3 cap=3]}, upper bound operand:"
                + " AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]}");
  }

  @Test
  void saysWhereItLooks() {
    Condition condition =
        reading.condition("size(m.k) = :n1 AND (NOT l[0] IN (:n1, s) OR n < :n1)");
    assertThat(condition.paths()).hasToString("[[m, k], [l, [0]], [s], [n]]");
    assertThat(condition.attributes()).containsExactly("l", "m", "n", "s");
  }
}
