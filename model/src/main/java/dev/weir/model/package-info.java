/** The domain of Weir: services, real servers and what is wanted of them. Imports nothing else of Weir. */
@NullMarked
package dev.weir.model;

import org.jspecify.annotations.NullMarked;
