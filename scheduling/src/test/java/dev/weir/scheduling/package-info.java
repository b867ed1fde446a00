@NullMarked
package dev.weir.scheduling;

import org.jspecify.annotations.NullMarked;
