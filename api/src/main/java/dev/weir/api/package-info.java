/**
 * What a director says over HTTPS, version 1: the records on the wire, and a Java client. Records only ever gain
 * members; a reader passes over those it doesn't know.
 */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
