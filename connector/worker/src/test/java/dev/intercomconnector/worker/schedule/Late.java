package dev.intercomconnector.worker.schedule;

import java.time.Instant;

/**
 * Something that is under way and that nobody waits for any more. It arrives at any later moment or
 * never.
 *
 * @param key the same for all that do the same
 * @param isMessage whether it is a request that stores a message, not a command to the engine
 */
record Late(String words, String key, boolean isMessage, Instant since, Runnable arrival) {}
