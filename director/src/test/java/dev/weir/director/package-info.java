@NullMarked
package dev.weir.director;

import org.jspecify.annotations.NullMarked;
