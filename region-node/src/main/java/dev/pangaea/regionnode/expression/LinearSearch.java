package dev.pangaea.regionnode.expression;

/**
 * Finds a piece in a number of steps that grows with the lengths of the piece and of the whole, not
 * with their product: no request can make a condition dear by a piece that nearly fits everywhere.
 * (Knuth, Morris, Pratt: "Fast pattern matching in strings", 1977.)
 */
final class LinearSearch {
  private LinearSearch() {}

  static boolean isIn(Symbols whole, Symbols piece) {
    if (piece.length() == 0) {
      return true;
    }
    if (piece.length() > whole.length()) {
      return false;
    }
    int[] borders = borders(piece);
    int matched = 0;
    for (int at = 0; at < whole.length(); at++) {
      matched = matchedWith(whole.at(at), matched, piece, borders);
      if (matched == piece.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each prefix of the piece, how long its longest border is: what it begins and ends with. */
  private static int[] borders(Symbols piece) {
    int[] borders = new int[piece.length()];
    for (int at = 1; at < borders.length; at++) {
      borders[at] = matchedWith(piece.at(at), borders[at - 1], piece, borders);
    }
    return borders;
  }

  /**
   * @param matched how many symbols of the piece stand before the next one; not all of them
   * @return how many stand there with it
   */
  private static int matchedWith(int next, int matched, Symbols piece, int[] borders) {
    int kept = matched;
    while (kept > 0 && piece.at(kept) != next) {
      kept = borders[kept - 1];
    }
    return piece.at(kept) == next ? kept + 1 : 0;
  }
}
