@NullMarked
package dev.weir.lab.traffic;

import org.jspecify.annotations.NullMarked;
