/** The REST endpoints: what Intercom is asked and what it answers, by API version. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.api;

import org.jspecify.annotations.NullMarked;
