/** What a test may do behind Intercom's back: create people, reply, look at what arrived. */
@NullMarked
package dev.intercomconnector.intercomdouble.control;

import org.jspecify.annotations.NullMarked;
