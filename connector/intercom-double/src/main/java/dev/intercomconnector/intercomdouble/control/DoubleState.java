package dev.intercomconnector.intercomdouble.control;

import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.api.IntercomApi;
import dev.intercomconnector.intercomdouble.fault.Faults;
import dev.intercomconnector.intercomdouble.ledger.Ledger;
import dev.intercomconnector.intercomdouble.webhook.Webhooks;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all workspaces of a double share.
 *
 * @param original the behaviour that a reset brings back
 * @param workspaces the default one first
 */
public record DoubleState(
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
