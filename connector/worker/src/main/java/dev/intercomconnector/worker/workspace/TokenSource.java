package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.AccessToken;
import java.util.Optional;

/** Where an access token comes from that may change while it is used. */
interface TokenSource {

  /** The token as it is at each use. */
  AccessToken token();

  /** Asks the source again: what speaks against it now, in one sentence without the token. */
  Optional<String> problem();

  /** Whether there is a token to use. */
  boolean isKnown();
}
