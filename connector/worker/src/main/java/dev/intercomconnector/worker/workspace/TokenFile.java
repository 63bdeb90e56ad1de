package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token in a file, such as a mounted secret. It is read for each request, so a token that
 * was replaced counts from the next one on. While the file cannot be read, the last token that was
 * read goes on to be used.
 */
final class TokenFile implements TokenSource {

  private final Path file;
  private volatile @Nullable AccessToken last;
  private volatile @Nullable String problem;

  TokenFile(Path file) {
    this.file = file;
  }

  @Override
  public AccessToken token() {
    return AccessToken.changing(
        () -> {
          read();
          AccessToken known = last;
          return known == null ? new AccessToken("none") : known;
        });
  }

  @Override
  public Optional<String> problem() {
    read();
    return Optional.ofNullable(problem);
  }

  /** Whether it was readable at least once. */
  @Override
  public boolean isKnown() {
    return last != null;
  }

  private void read() {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        problem = "The token file %s is empty.".formatted(file);
      } else {
        last = new AccessToken(text);
        problem = null;
      }
    } catch (IOException e) {
      problem =
          "The token file %s cannot be read (%s).".formatted(file, e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      problem = "The token file %s is no use: %s.".formatted(file, e.getMessage());
    }
  }
}
