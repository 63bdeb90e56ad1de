package dev.intercomconnector.plugin;

import io.camunda.connector.api.error.ConnectorException;
import io.camunda.connector.api.outbound.OutboundConnectorContext;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;

/** Says where the jar belongs, to whoever tries it somewhere else. */
public final class OutsideTheRuntime {

  private static final String SENTENCE =
      "The Intercom connector works in Camunda's connector runtime 8.8 only, a Spring Boot"
          + " application with spring-boot-starter-camunda-connectors: put this jar on its class"
          + " path.";

  private OutsideTheRuntime() {}

  /** For {@code java -jar}. */
  public static void main(String[] arguments) {
    System.err.println(SENTENCE);
    System.exit(1);
  }

  /**
   * For a runtime that loads functions as services. Camunda's for Spring passes it by, since it is
   * not annotated.
   */
  public static final class Function implements OutboundConnectorFunction {

    /** For the service loader. */
    public Function() {
      System.err.println(SENTENCE);
    }

    @Override
    public Object execute(OutboundConnectorContext context) {
      throw new ConnectorException("INTERCOM_INVALID_REQUEST", SENTENCE);
    }
  }
}
