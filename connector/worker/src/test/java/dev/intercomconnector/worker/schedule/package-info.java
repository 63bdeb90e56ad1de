/**
 * Every schedule of a send: the worker's real handlers run against a small model of the engine's
 * jobs and of Intercom, and a search chooses what happens next.
 */
@NullMarked
package dev.intercomconnector.worker.schedule;

import org.jspecify.annotations.NullMarked;
