/** What an operator gets: deployment files, settings, logs and metrics, held against the worker. */
@NullMarked
package dev.intercomconnector.worker.deployment;

import org.jspecify.annotations.NullMarked;
