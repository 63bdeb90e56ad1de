@NullMarked
package dev.intercomconnector.template;

import org.jspecify.annotations.NullMarked;
