/**
 * The quick start: the onboarding example on an embedded engine and the Intercom double, told as a
 * timeline.
 */
@NullMarked
package dev.intercomconnector.quickstart;

import org.jspecify.annotations.NullMarked;
