@NullMarked
package dev.weir;

import org.jspecify.annotations.NullMarked;
