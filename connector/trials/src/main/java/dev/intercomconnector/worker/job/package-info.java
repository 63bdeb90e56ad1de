/** Reaches what the worker keeps of a waiting job, which is nobody's business but a benchmark's. */
@NullMarked
package dev.intercomconnector.worker.job;

import org.jspecify.annotations.NullMarked;
