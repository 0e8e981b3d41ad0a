package dev.pangaea.simulator.story;

/**
 * One line, read from left to right: words, signs and quoted texts, with blanks between them. A
 * {@code #} ends it.
 */
final class LineReader {
  private static final String END_OF_WORD = " \t#,;=<>\"{}[]";

  private final String text;
  private final int line;
  private int at;

  LineReader(String text, int line) {
    this.text = text;
    this.line = line;
  }

  boolean atEnd() {
    skipBlanks();
    return at == text.length() || text.charAt(at) == '#';
  }

  void expectEnd() {
    if (!atEnd()) {
      throw fault("the end of the line");
    }
  }

  /** Goes past the word if it is the next one. */
  boolean takes(String word) {
    if (!nextWord().equals(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** Goes past the sign if it is what comes next. */
  boolean takesSign(String sign) {
    if (atEnd() || !text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  void expectSign(String sign) {
    if (!takesSign(sign)) {
      throw fault("'" + sign + "'");
    }
  }

  void expect(String word) {
    if (!takes(word)) {
      throw fault("'" + word + "'");
    }
  }

  String word(String expected) {
    String word = nextWord();
    if (word.isEmpty()) {
      throw fault(expected);
    }
    at += word.length();
    return word;
  }

  /** What is between quotes. JSON's escapes hold. */
  String quoted() {
    int open = at;
    expectSign("\"");
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      content.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at++));
    }
    if (at == text.length()) {
      at = open;
      throw fault("a text that ends with '\"'");
    }
    at++;
    return content.toString();
  }

  boolean isQuote() {
    return !atEnd() && text.charAt(at) == '"';
  }

  /** The next word; empty where none is. It is not gone past. */
  String nextWord() {
    skipBlanks();
    int end = at;
    while (end < text.length() && END_OF_WORD.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(at, end);
  }

  /** At what comes next. */
  StoryFaultException fault(String expected) {
    String found = atEnd() ? "the end of the line" : "'" + foundHere() + "'";
    return new StoryFaultException(line, at + 1, expected, found);
  }

  private String foundHere() {
    String word = nextWord();
    return word.isEmpty() ? text.substring(at, at + 1) : word;
  }

  private char escaped() {
    at++;
    if (at < text.length()) {
      int known = "\"\\/nt".indexOf(text.charAt(at));
      if (known >= 0) {
        at++;
        return "\"\\/\n\t".charAt(known);
      }
    }
    throw fault("one of \\\" \\\\ \\/ \\n \\t");
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
