/** The people a designer names: contacts and admins, by id, external id or e-mail. */
@NullMarked
package dev.intercomconnector.contact;

import org.jspecify.annotations.NullMarked;
