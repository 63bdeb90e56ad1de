package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.SendMarkers;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendResolution;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What the runtime reads of the functions. An annotation cannot take a list, so it is compared. */
class FunctionsTest {

  @Test
  void aSendIsGivenItsInputsTheWorkersMarkerAndWhatTheLastDeliverySaid() {
    List<String> variables = new ArrayList<>(SendMessageInput.VARIABLES);
    variables.addAll(List.of(SendMarkers.VARIABLE, SendResolution.VARIABLE, Note.VARIABLE));

    assertThat(annotation(SendMessageFunction.class).inputVariables())
        .containsExactlyElementsOf(variables);
  }

  @Test
  void aFindIsGivenItsInputsAndWhatTheLastDeliverySaid() {
    List<String> variables = new ArrayList<>(FindConversationInput.VARIABLES);
    variables.add(Note.VARIABLE);

    assertThat(annotation(FindConversationFunction.class).inputVariables())
        .containsExactlyElementsOf(variables);
  }

  /** The runtime makes CONNECTOR_INTERCOM_SEND_MESSAGE_TYPE of a name. */
  @Test
  void theNamesAreWhatOperatorsOverrideTheTypesBy() {
    assertThat(annotation(SendMessageFunction.class).name()).isEqualTo("Intercom send message");
    assertThat(annotation(FindConversationFunction.class).name())
        .isEqualTo("Intercom find conversation");
  }

  @Test
  void bothAreFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(OutboundConnectorFunction.class).stream())
        .extracting(ServiceLoader.Provider::type)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(SendMessageFunction.class, FindConversationFunction.class);
  }

  private static OutboundConnector annotation(Class<?> function) {
    return function.getAnnotation(OutboundConnector.class);
  }
}
