/** The whole system in the lab: real programs, real packets, and a director that dies. */
@NullMarked
package dev.weir.systemtests.lab;

import org.jspecify.annotations.NullMarked;
