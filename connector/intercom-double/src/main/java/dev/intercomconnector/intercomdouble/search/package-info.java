/** Intercom's search: filters, an index that lags behind, and pages. */
@NullMarked
package dev.intercomconnector.intercomdouble.search;

import org.jspecify.annotations.NullMarked;
