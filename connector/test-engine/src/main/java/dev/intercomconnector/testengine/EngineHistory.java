package dev.intercomconnector.testengine;

import io.camunda.zeebe.process.test.api.RecordStreamSource;
import io.camunda.zeebe.protocol.record.Record;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** What has happened in an engine since it started, read from its record stream. */
public final class EngineHistory {
  private final RecordStreamSource source;
  private final RecordReader reader = new RecordReader();
  private final List<EngineEvent> events = new ArrayList<>();
  private int recordsRead;

  EngineHistory(RecordStreamSource source) {
    this.source = source;
  }

  /** All events so far, oldest first. */
  public synchronized List<EngineEvent> events() {
    int position = 0;
    for (Record<?> record : source.getRecords()) {
      if (position++ >= recordsRead) {
        reader.read(record).ifPresent(events::add);
      }
    }
    recordsRead = position;
    return List.copyOf(events);
  }

  /**
   * The events since the last call, oldest first, of which neither this nor the engine's record
   * stream keeps anything: for a long run, whose records would take more memory than the engine.
   * Nothing else may read the history then.
   */
  synchronized List<EngineEvent> take() {
    List<EngineEvent> taken = new ArrayList<>();
    for (Record<?> record : source.getRecords()) {
      reader.read(record).ifPresent(taken::add);
    }
    forgetRecords();
    return taken;
  }

  /** The engine's stream (zeebe-process-test-engine 8.8.21) goes on after the last that it read. */
  private void forgetRecords() {
    try {
      Field records = source.getClass().getDeclaredField("records");
      records.setAccessible(true);
      ((List<?>) records.get(source)).clear();
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException("The engine keeps its records elsewhere", otherVersion);
    }
  }

  /** The events of one process instance so far, oldest first. */
  public List<EngineEvent> of(long processInstance) {
    return events().stream().filter(event -> event.processInstance() == processInstance).toList();
  }
}
