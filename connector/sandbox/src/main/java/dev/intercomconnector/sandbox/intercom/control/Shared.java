package dev.intercomconnector.sandbox.intercom.control;

import dev.intercomconnector.sandbox.intercom.api.Behaviour;
import dev.intercomconnector.sandbox.intercom.api.IntercomApi;
import dev.intercomconnector.sandbox.intercom.fault.Faults;
import dev.intercomconnector.sandbox.intercom.ledger.Ledger;
import dev.intercomconnector.sandbox.intercom.webhook.Webhooks;
import dev.intercomconnector.sandbox.intercom.workspace.Workspace;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all workspaces of a double share.
 *
 * @param original the behaviour that a reset brings back
 * @param workspaces the default one first
 */
public record Shared(
    IntercomApi api,
    Ledger ledger,
    Faults faults,
    AtomicReference<Behaviour> behaviour,
    Behaviour original,
    List<Workspace> workspaces,
    Webhooks webhooks) {

  void reset() {
    faults.clear();
    webhooks.clear();
    behaviour.set(original);
    workspaces.forEach(Workspace::reset);
    ledger.clear();
    api.forgetCalls();
  }
}
