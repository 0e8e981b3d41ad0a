package dev.pangaea.regionnode.api.operation;

/** How requests name tables: by name, or by the resource name that ends with it. */
public final class TableNames {
  public static final String PATTERN = "[a-zA-Z0-9_.-]+";
  static final int NEW_CHARS_MIN = 3;
  static final int CHARS_MAX = 255;
  public static final int ARN_CHARS_MAX = 1024;
  private static final String ARN = "arn:";
  private static final String ARN_TABLE = ":table/";
  private static final String MEMBER = "tableName";

  private TableNames() {}

  /** Checks the name of a table that must be there already. */
  public static void existing(Constraints constraints, String name) {
    check(constraints, MEMBER, name, 1);
  }

  /** Checks such a name where it stands deeper in a request. */
  public static void existing(Constraints constraints, String member, String name) {
    check(constraints, member, name, 1);
  }

  /** Checks the name of a table to be made. */
  public static void created(Constraints constraints, String name) {
    check(constraints, MEMBER, name, NEW_CHARS_MIN);
  }

  /** Checks the name of a global table of the first version. */
  public static void global(Constraints constraints, String name) {
    check(constraints, "globalTableName", name, NEW_CHARS_MIN);
  }

  /** Checks the name that a page of names starts after. */
  public static void startOfPage(Constraints constraints, String name) {
    String member = "exclusiveStartTableName";
    constraints.matches(member, name, name == null || wellFormed(name), PATTERN);
    constraints.length(member, name, NEW_CHARS_MIN, CHARS_MAX);
  }

  public static boolean isTableArn(String name) {
    return name.startsWith(ARN) && name.contains(ARN_TABLE);
  }

  /** The plain name that a checked name stands for. */
  public static String plain(String name) {
    if (!name.startsWith(ARN)) {
      return name;
    }
    int table = name.indexOf(ARN_TABLE);
    return table < 0 ? name : name.substring(table + ARN_TABLE.length());
  }

  public static boolean wellFormed(String name) {
    for (int index = 0; index < name.length(); index++) {
      char character = name.charAt(index);
      boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
      boolean digit = character >= '0' && character <= '9';
      if (!letter && !digit && character != '_' && character != '.' && character != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static void check(Constraints constraints, String member, String name, int charsMin) {
    constraints.present(member, name);
    if (name == null) {
      return;
    }
    if (name.isEmpty()) {
      Constraints alone = new Constraints();
      alone.length(member, name, charsMin, CHARS_MAX);
      alone.check();
    }
    boolean arn = name.startsWith(ARN);
    constraints.matches(member, name, wellFormed(plain(name)), PATTERN);
    constraints.length(member, name, charsMin, arn ? ARN_CHARS_MAX : CHARS_MAX);
  }
}
