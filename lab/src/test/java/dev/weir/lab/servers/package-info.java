@NullMarked
package dev.weir.lab.servers;

import org.jspecify.annotations.NullMarked;
