/** The commands that ask a running director; they know it by its API only. */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
