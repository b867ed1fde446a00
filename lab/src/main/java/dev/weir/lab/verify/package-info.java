/** Whether the cluster does what it must: a row a service, and the director's death under load. */
@NullMarked
package dev.weir.lab.verify;

import org.jspecify.annotations.NullMarked;
