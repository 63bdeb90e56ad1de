/** The double's webhooks: what Intercom would tell, signed, and told again until it is taken. */
@NullMarked
package dev.intercomconnector.intercomdouble.webhook;

import org.jspecify.annotations.NullMarked;
