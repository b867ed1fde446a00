/** The rules of the house, checked: which module may use which, how types are named, how sources look. */
@NullMarked
package dev.weir.systemtests.house;

import org.jspecify.annotations.NullMarked;
