package dev.intercomconnector.intercom;

import java.util.function.Function;

/**
 * What came of a call: the value, or the {@link Failure} that explains why there is none. Who wants
 * the value has to handle the failure too.
 */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(Failure failure) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  static <T> Outcome<T> rejected(ErrorCode code, String summary, String advice) {
    return new Failed<>(new Failure.Rejected(new Problem(code, summary, advice)));
  }

  default <U> Outcome<U> map(Function<? super T, ? extends U> change) {
    return then(value -> new Done<>(change.apply(value)));
  }

  /** The next step, with the value; a failure stays as it is. */
  default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
    return switch (this) {
      case Done<T> done -> next.apply(done.value());
      case Failed<T> failed -> new Failed<>(failed.failure());
    };
  }

  /** Replaces a failure; a value stays as it is. */
  default Outcome<T> orElse(Function<Failure, Outcome<T>> otherwise) {
    return switch (this) {
      case Done<T> done -> done;
      case Failed<T> failed -> otherwise.apply(failed.failure());
    };
  }
}
