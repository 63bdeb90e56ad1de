package dev.intercomconnector.intercomdouble;

import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.workspace.App;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a double is started.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param clock the double's time; only faults that wait do so in real time
 * @param behaviour what a reset brings back
 * @param tokens the workspace of each access token, the default workspace first; several tokens may
 *     share a workspace
 * @param ledgerCapacity requests kept in the ledger at most
 */
public record DoubleSettings(
    int port,
    InstantSource clock,
    Behaviour behaviour,
    Map<String, App> tokens,
    int ledgerCapacity) {
  /** The token that is accepted unless others are set. */
  public static final String TOKEN = "sandbox-token";

  public DoubleSettings {
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("A double needs at least one token");
    }
  }

  /** A free port, the system's clock, {@link #TOKEN} for workspace sandbox1 in Europe. */
  public static DoubleSettings usual() {
    return new DoubleSettings(
        0,
        InstantSource.system(),
        Behaviour.usual(),
        Map.of(TOKEN, new App("sandbox1", "Sandbox", "Europe")),
        250_000);
  }

  public DoubleSettings withPort(int changed) {
    return new DoubleSettings(changed, clock, behaviour, tokens, ledgerCapacity);
  }

  public DoubleSettings withClock(InstantSource changed) {
    return new DoubleSettings(port, changed, behaviour, tokens, ledgerCapacity);
  }

  public DoubleSettings withBehaviour(Behaviour changed) {
    return new DoubleSettings(port, clock, changed, tokens, ledgerCapacity);
  }

  /** Accepts one more token; equal apps are one workspace. */
  public DoubleSettings withToken(String token, App app) {
    Map<String, App> more = new LinkedHashMap<>(tokens);
    more.put(token, app);
    return new DoubleSettings(port, clock, behaviour, more, ledgerCapacity);
  }

  public DoubleSettings withLedgerCapacity(int changed) {
    return new DoubleSettings(port, clock, behaviour, tokens, changed);
  }
}
