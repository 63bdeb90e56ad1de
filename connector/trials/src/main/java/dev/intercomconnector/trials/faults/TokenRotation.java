package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The file that the replicas read their access token from, and its renewal. */
final class TokenRotation {

  /** How long Intercom does not accept the token that is in the file already. */
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final Path file;
  private final SandboxControl intercom;
  private String token = DoubleSettings.TOKEN;
  private int rotations;

  private TokenRotation(Path file, SandboxControl intercom) {
    this.file = file;
    this.intercom = intercom;
  }

  /** Writes the token that the double accepts from the start. */
  static TokenRotation start(Path file, SandboxControl intercom) throws IOException {
    var rotation = new TokenRotation(file, intercom);
    Files.writeString(file, rotation.token);
    return rotation;
  }

  Path file() {
    return file;
  }

  /** Puts a new token into the file, and a moment later Intercom accepts only that one. */
  void rotate() throws IOException, InterruptedException {
    String fresh = DoubleSettings.TOKEN + "-" + ++rotations;
    Path next = Files.writeString(file.resolveSibling("next-token"), fresh);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Thread.sleep(BETWEEN);
    intercom.replaceToken(token, fresh);
    token = fresh;
  }
}
