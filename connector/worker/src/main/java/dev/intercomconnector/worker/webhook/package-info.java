/** Intercom's webhooks: signed notifications, answered at once and worked on later. */
@NullMarked
package dev.intercomconnector.worker.webhook;

import org.jspecify.annotations.NullMarked;
