package dev.pangaea.conflict.item;

import java.math.BigDecimal;

/** What a text, or a result of arithmetic, is as one of DynamoDB's numbers. */
public sealed interface ParsedNumber {
  /** A number that DynamoDB holds, in its one form. */
  record Valid(BigDecimal number) implements ParsedNumber {}

  /** The text is no decimal number. */
  record NotANumber() implements ParsedNumber {}

  /** More significant digits than {@link Numbers#SIGNIFICANT_DIGITS_MAX}. */
  record TooManyDigits() implements ParsedNumber {}

  /** A magnitude of 1E+126 or more. */
  record Overflow() implements ParsedNumber {}

  /** A magnitude below 1E-130, yet not zero. */
  record Underflow() implements ParsedNumber {}
}
