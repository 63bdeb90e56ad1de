package dev.intercomconnector.intercomdouble.search;

import java.util.Optional;

/** How a field is compared. */
enum SearchOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  IN("IN"),
  NOT_IN("NIN"),
  GREATER(">"),
  LESS("<"),
  CONTAINS("~"),
  CONTAINS_NOT("!~"),
  STARTS("^"),
  ENDS("$");

  private final String sign;

  SearchOperator(String sign) {
    this.sign = sign;
  }

  static Optional<SearchOperator> of(String sign) {
    for (SearchOperator operator : values()) {
      if (operator.sign.equals(sign)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  /** Whether Intercom's table of operators allows it for that type. */
  boolean fits(ValueType type) {
    return switch (this) {
      case EQUAL -> true;
      case NOT_EQUAL, IN, NOT_IN -> type != ValueType.DAY;
      case GREATER, LESS -> type.isNumber();
      case CONTAINS, CONTAINS_NOT, STARTS, ENDS -> type.isText();
    };
  }
}
