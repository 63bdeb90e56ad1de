package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.intercom.Reply;
import java.util.function.Supplier;

/**
 * One way in which a call to Intercom can go.
 *
 * @param faults how much goes wrong
 * @param reply does to Intercom what the call does, and gives what the worker sees
 */
record HttpOutcome(int faults, String words, Supplier<Reply> reply) {}
