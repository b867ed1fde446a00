/** The programs that run on the lab's real servers. */
@NullMarked
package dev.weir.lab.servers;

import org.jspecify.annotations.NullMarked;
