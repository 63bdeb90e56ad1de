/** From an activated job to the one command that ends this delivery of it. */
@NullMarked
package dev.intercomconnector.worker.job;

import org.jspecify.annotations.NullMarked;
