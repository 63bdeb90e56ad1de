package dev.intercomconnector.intercomdouble.search;

/** What a searchable field holds, which decides the operators and values it takes. */
public enum ValueType {
  /** Text, compared as it is. */
  STRING,
  /** Text, whatever its case. */
  CASELESS,
  /** Text of which every word is compared by itself, as {@code source.body} is. */
  WORDS,
  /** A whole number; {@code >} and {@code <} include the value itself. */
  INTEGER,
  /** Epoch seconds of which only the day (in UTC) counts, as contacts' dates are compared. */
  DAY,
  /** True or false. */
  BOOLEAN;

  boolean isText() {
    return this == STRING || this == CASELESS || this == WORDS;
  }

  boolean isNumber() {
    return this == INTEGER || this == DAY;
  }
}
