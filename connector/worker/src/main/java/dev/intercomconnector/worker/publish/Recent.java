package dev.intercomconnector.worker.publishing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded memory, which forgets first what was noted first. For many threads. */
public final class Recent<V> {

  private final Map<String, V> entries;

  /**
   * @param capacity entries at most
   */
  public Recent(int capacity) {
    this.entries =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /** What was noted under the key. */
  public synchronized @Nullable V get(String key) {
    return entries.get(key);
  }

  /** Notes a value, as the newest. */
  public synchronized void note(String key, V value) {
    entries.remove(key);
    entries.put(key, value);
  }

  public synchronized void forget(String key) {
    entries.remove(key);
  }
}
