package dev.intercomconnector.testengine;

import io.camunda.zeebe.process.test.api.RecordStreamSource;
import io.camunda.zeebe.protocol.record.Record;
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

  /** The events of one process instance so far, oldest first. */
  public List<EngineEvent> of(long processInstance) {
    return events().stream().filter(event -> event.processInstance() == processInstance).toList();
  }
}
