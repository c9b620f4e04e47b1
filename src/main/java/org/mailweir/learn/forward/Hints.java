package org.mailweir.learn.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what an original may be known again that was quoted inline.
 *
 * @param messageIds Message-IDs that may be its own, the likeliest first, without brackets
 * @param subject its Subject as quoted, or empty
 * @param from the address of its author in lower case, or empty
 * @param date its Date as quoted, or null
 */
public record Hints(List<String> messageIds, String subject, String from, @Nullable SaidDate date) {

  public Hints {
    messageIds = List.copyOf(messageIds);
  }
}
