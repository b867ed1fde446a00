/** A director's HTTPS server: {@link dev.weir.monitor.ApiServer} answers what module {@code api} asks. */
@NullMarked
package dev.weir.monitor;

import org.jspecify.annotations.NullMarked;
