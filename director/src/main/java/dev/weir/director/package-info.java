/** The director: keeps a data plane as a cluster file wants it. */
@NullMarked
package dev.weir.director;

import org.jspecify.annotations.NullMarked;
