/** The REST endpoints: what Intercom is asked and what it answers, by API version. */
@NullMarked
package dev.intercomconnector.intercomdouble.api;

import org.jspecify.annotations.NullMarked;
