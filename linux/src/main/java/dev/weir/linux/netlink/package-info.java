/** The kernel's links, addresses, routes and neighbours, by rtnetlink. */
@NullMarked
package dev.weir.linux.netlink;

import org.jspecify.annotations.NullMarked;
