/** A whole cluster on one machine, in network namespaces: the demo, the system tests' stage and the benches'. */
@NullMarked
package dev.weir.lab;

import org.jspecify.annotations.NullMarked;
