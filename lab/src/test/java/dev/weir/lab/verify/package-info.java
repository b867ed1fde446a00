@NullMarked
package dev.weir.lab.verify;

import org.jspecify.annotations.NullMarked;
