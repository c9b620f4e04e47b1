package org.mailweir.digest;

import java.util.List;

/**
 * What one recipient is told.
 *
 * @param recipient in canonical form
 * @param held what is held for him since the last time, the lowest scores first
 * @param more how many more are held than are listed
 * @param questions what came through, and the classifier could not tell what it is
 */
public record Digest(String recipient, List<Item> held, int more, List<Item> questions) {

  public Digest {
    held = List.copyOf(held);
    questions = List.copyOf(questions);
  }

  int heldInAll() {
    return held.size() + more;
  }
}
