/** Whether what is configured is there and answers: ports, folders, clock, servers. */
@NullMarked
package org.mailweir.doctor.live;

import org.jspecify.annotations.NullMarked;
