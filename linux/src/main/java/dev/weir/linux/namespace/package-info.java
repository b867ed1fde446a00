/** Network namespaces, named as iproute2 names them. */
@NullMarked
package dev.weir.linux.namespace;

import org.jspecify.annotations.NullMarked;
