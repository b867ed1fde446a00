@NullMarked
package dev.weir.lab.trial;

import org.jspecify.annotations.NullMarked;
