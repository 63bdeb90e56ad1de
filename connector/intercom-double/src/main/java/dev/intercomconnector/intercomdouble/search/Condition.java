package dev.intercomconnector.intercomdouble.search;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One field compared with one value or a list of them.
 *
 * @param wanted strings, longs or booleans by the field's type; empty stands for null
 */
record Condition<T>(SearchField<T> field, SearchOperator operator, Set<Object> wanted)
    implements Filter<T> {
  private static final Set<String> INDEXED =
      Set.of("id", "source.id", "contact_ids", "email", "external_id");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final long DAY = 86_400;

  Condition {
    wanted =
        wanted.stream().map(value -> comparable(field.type(), value)).collect(Collectors.toSet());
  }

  @Override
  public boolean test(T thing) {
    return switch (operator) {
      case EQUAL, IN -> hasWanted(thing);
      case NOT_EQUAL, NOT_IN -> !hasWanted(thing);
      case GREATER -> any(thing, value -> number(value) >= number(theOne()) + margin());
      case LESS -> any(thing, value -> number(value) <= number(theOne()) - margin());
      case CONTAINS -> any(thing, value -> text(value).contains(text(theOne())));
      case CONTAINS_NOT -> !any(thing, value -> text(value).contains(text(theOne())));
      case STARTS -> any(thing, value -> text(value).startsWith(text(theOne())));
      case ENDS -> any(thing, value -> text(value).endsWith(text(theOne())));
    };
  }

  @Override
  public Optional<Set<Term>> terms() {
    boolean positive = operator == SearchOperator.EQUAL || operator == SearchOperator.IN;
    return positive && !wanted.isEmpty() && INDEXED.contains(field.name())
        ? Optional.of(
            wanted.stream()
                .map(value -> new Term(field.name(), text(value)))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  private boolean hasWanted(T thing) {
    return wanted.isEmpty() ? field.values().apply(thing).isEmpty() : any(thing, wanted::contains);
  }

  private Object theOne() {
    return wanted.iterator().next();
  }

  /** Conversations' dates compare inclusively; contacts' days do not: {@code >} is the next day. */
  private long margin() {
    return field.type() == ValueType.DAY ? 1 : 0;
  }

  private static boolean anyWord(Object value, Predicate<Object> asked) {
    String plain = TAG.matcher(text(value)).replaceAll(" ").toLowerCase(Locale.ROOT);
    return NO_WORD.splitAsStream(plain).filter(word -> !word.isEmpty()).anyMatch(asked);
  }

  private static Object comparable(ValueType type, Object value) {
    return switch (type) {
      case CASELESS, WORDS -> text(value).toLowerCase(Locale.ROOT);
      case DAY -> Math.floorDiv(number(value), DAY);
      case STRING, INTEGER, BOOLEAN -> value;
    };
  }

  /** A loop and no stream, since a sweep asks this of every conversation. */
  private boolean any(T thing, Predicate<Object> asked) {
    for (Object value : field.values().apply(thing)) {
      if (field.type() == ValueType.WORDS
          ? anyWord(value, asked)
          : asked.test(comparable(field.type(), value))) {
        return true;
      }
    }
    return false;
  }

  private static long number(Object value) {
    return (Long) value;
  }

  private static String text(Object value) {
    return (String) value;
  }
}
