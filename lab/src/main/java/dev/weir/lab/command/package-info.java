/** {@code weir lab} and its subcommands. */
@NullMarked
package dev.weir.lab.command;

import org.jspecify.annotations.NullMarked;
