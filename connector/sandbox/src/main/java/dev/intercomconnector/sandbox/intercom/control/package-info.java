/** What a test may do behind Intercom's back: create people, reply, look at what arrived. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.control;

import org.jspecify.annotations.NullMarked;
