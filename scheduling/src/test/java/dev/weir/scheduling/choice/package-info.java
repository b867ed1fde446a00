@NullMarked
package dev.weir.scheduling.choice;

import org.jspecify.annotations.NullMarked;
