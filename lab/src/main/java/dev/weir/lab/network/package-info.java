/** The lab's hosts, cables and addresses, and how they come to be in the kernel. */
@NullMarked
package dev.weir.lab.network;

import org.jspecify.annotations.NullMarked;
