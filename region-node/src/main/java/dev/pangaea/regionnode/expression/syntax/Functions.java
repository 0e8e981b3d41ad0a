package dev.pangaea.regionnode.expression.syntax;

import java.util.Set;

/** The names of functions, which count only as they are written here. */
public final class Functions {
  public static final String ATTRIBUTE_EXISTS = "attribute_exists";
  public static final String ATTRIBUTE_NOT_EXISTS = "attribute_not_exists";
  public static final String ATTRIBUTE_TYPE = "attribute_type";
  public static final String BEGINS_WITH = "begins_with";
  public static final String CONTAINS = "contains";
  public static final String SIZE = "size";
  public static final String IF_NOT_EXISTS = "if_not_exists";
  public static final String LIST_APPEND = "list_append";

  /** Sums and differences that stand in others, where a statement has them. */
  public static final String PLUS = "+";

  public static final String MINUS = "-";

  public static final Set<String> OF_CONDITIONS =
      Set.of(ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS, ATTRIBUTE_TYPE, BEGINS_WITH, CONTAINS, SIZE);
  public static final Set<String> OF_UPDATES = Set.of(IF_NOT_EXISTS, LIST_APPEND);

  private Functions() {}
}
