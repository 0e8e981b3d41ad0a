package dev.pangaea.simulator.check;

/** What an update changes of one attribute, beside the text that it leaves. */
public sealed interface Edit {
  record AddNumber(long amount) implements Edit {}

  record SetNumber(long number) implements Edit {}

  record RemoveNumber() implements Edit {}

  record AddElement(String element) implements Edit {}

  record DeleteElement(String element) implements Edit {}

  /** As the end of a sentence. */
  default String words() {
    return switch (this) {
      case AddNumber(long amount) -> " and add " + amount;
      case SetNumber(long number) -> " and set the number to " + number;
      case RemoveNumber() -> " and remove the number";
      case AddElement(String element) -> " and put in " + element;
      case DeleteElement(String element) -> " and take out " + element;
    };
  }
}
