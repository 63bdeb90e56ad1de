package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.HttpTransport;

/** How Intercom is reached. */
public interface Transports {

  HttpTransport to(Connection connection);
}
