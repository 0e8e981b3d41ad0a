package dev.pangaea.simulator.link.scenario;

/** One line, word by word: blanks lie between words, and a {@code #} ends it. */
final class Words {
  private final String text;
  private final int line;
  private int at;

  Words(String text, int line) {
    this.text = text.indexOf('#') < 0 ? text : text.substring(0, text.indexOf('#'));
    this.line = line;
  }

  /** The next word; empty where none is. It is not gone past. */
  String next() {
    while (at < text.length() && isBlank(at)) {
      at++;
    }
    int end = at;
    while (end < text.length() && !isBlank(end)) {
      end++;
    }
    return text.substring(at, end);
  }

  boolean atEnd() {
    return next().isEmpty();
  }

  /** Goes past the next word. */
  String take() {
    String word = next();
    at += word.length();
    return word;
  }

  boolean takes(String word) {
    if (!next().equals(word)) {
      return false;
    }
    take();
    return true;
  }

  void expect(String word) {
    if (!takes(word)) {
      throw fault("'" + word + "'");
    }
  }

  /** All that is still to come. */
  String rest() {
    next();
    return text.substring(at).strip().replaceAll("\\s+", " ");
  }

  /** At the next word. */
  ScriptFaultException fault(String expected) {
    String found = next();
    return new ScriptFaultException(
        line, at + 1, expected, found.isEmpty() ? "the end of the line" : "'" + found + "'");
  }

  private boolean isBlank(int index) {
    return text.charAt(index) == ' ' || text.charAt(index) == '\t';
  }
}
