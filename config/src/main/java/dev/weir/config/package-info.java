/** Cluster files: YAML text to a {@link dev.weir.model.DesiredState}, or to every problem in it at once. */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
