package dev.pangaea.regionnode.expression;

/** What a search goes through: the characters of a text, or bytes. */
interface Symbols {
  int length();

  int at(int index);

  static Symbols of(String text) {
    return new Symbols() {
      @Override
      public int length() {
        return text.length();
      }

      @Override
      public int at(int index) {
        return text.charAt(index);
      }
    };
  }

  /** Reads the array itself. */
  static Symbols of(byte[] bytes) {
    return new Symbols() {
      @Override
      public int length() {
        return bytes.length;
      }

      @Override
      public int at(int index) {
        return bytes[index];
      }
    };
  }
}
