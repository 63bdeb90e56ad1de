package dev.intercomconnector.plugin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/** What both functions are put together from; the runtime makes them without arguments. */
record Workbench(
    Admission admission, Failures failures, Pauses pauses, ObjectMapper json, InstantSource clock) {

  /**
   * Puts it together for a runtime.
   *
   * @throws IllegalArgumentException with a sentence that names what is set wrongly
   */
  static Workbench of(Map<String, String> environment) {
    InstantSource clock = InstantSource.system();
    var pauses = new Pauses(RandomGenerator.getDefault());
    return new Workbench(
        new Admission(new Accounts(Settings.of(environment), new OkHttpClient(), clock)),
        new Failures(pauses, clock),
        pauses,
        new ObjectMapper(),
        clock);
  }
}
