package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.intercom.Reply;
import java.util.function.Supplier;

/**
 * One way in which a call to Intercom can go.
 *
 * @param reply does to Intercom what the call does, and gives what the worker sees
 */
record HttpOutcome(Step.Kind kind, String words, Supplier<Reply> reply) {}
