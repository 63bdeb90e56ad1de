package dev.intercomconnector.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The reference of settings that the build writes into the worker's jar, which editors show. The
 * README's tables are held against the same records by ReadmeTest.
 */
class ConfigurationReferenceTest {

  @Test
  void everySettingIsInTheReferenceWithADescription() throws IOException {
    Map<String, JsonNode> settings = reference();

    assertThat(settings)
        .containsKeys("intercom.timeouts.call", "intercom.send-message.lease", "intercom.tenants");
    assertThat(settings)
        .allSatisfy(
            (name, setting) ->
                assertThat(setting.path("description").asText()).as(name).isNotBlank());
    assertThat(settings)
        .hasEntrySatisfying(
            "intercom.timeouts.call",
            setting -> assertThat(setting.path("defaultValue").asText()).isEqualTo("PT20S"));
  }

  private static Map<String, JsonNode> reference() throws IOException {
    Map<String, JsonNode> settings = new TreeMap<>();
    ClassLoader loader = WorkerProperties.class.getClassLoader();
    for (URL file :
        Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
      for (JsonNode setting : new ObjectMapper().readTree(file).path("properties")) {
        String name = setting.path("name").asText();
        if (name.startsWith("intercom.")) {
          settings.put(name, setting);
        }
      }
    }
    return settings;
  }
}
