/** Tests of the whole: the house, and the system in the lab. */
@NullMarked
package dev.weir.systemtests;

import org.jspecify.annotations.NullMarked;
