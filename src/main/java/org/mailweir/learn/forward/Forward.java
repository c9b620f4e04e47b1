package org.mailweir.learn.forward;

import java.util.List;

/**
 * What was found in a message to a training address.
 *
 * @param messages those that are meant, in their order
 * @param trouble for people, why there is none, or what could not be read besides; or empty
 */
public record Forward(List<Forwarded> messages, String trouble) {

  public Forward {
    messages = List.copyOf(messages);
  }

  static Forward of(List<Forwarded> messages) {
    return new Forward(messages, "");
  }
}
