package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

public final class RunRules {
  public static void main(String[] a) throws Exception {
    for (Rule rule : Rule.values()) {
      if (!rule.name().contains(System.getProperty("rule", ""))) continue;
      for (Rule without : new Rule[] {rule, null}) {
        if (without == null && !Boolean.getBoolean("both")) continue;
        var search = new ScheduleSearch(rule.scenario, new ObjectMapper(), RealWorker.programs(rule.scenario, without));
        Thread.ofVirtual().start(() -> System.out.println("WITHOUT " + without + " (" + rule + ") " + search.search(Integer.getInteger("depth", 4), Duration.ofSeconds(Integer.getInteger("secs", 60))))).join();
      }
    }
    System.exit(0);
  }
}
