/** What the connector needs in Camunda's connector runtime: the runtime's secrets. */
@NullMarked
package dev.intercomconnector.plugin;

import org.jspecify.annotations.NullMarked;
