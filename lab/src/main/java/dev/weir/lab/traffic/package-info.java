/** The lab's clients: what asks a service, and what it learnt from the answer. */
@NullMarked
package dev.weir.lab.traffic;

import org.jspecify.annotations.NullMarked;
