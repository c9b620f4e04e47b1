package org.mailweir.web.held;

import java.util.Optional;
import java.util.stream.Stream;

/** A button below a held message. */
enum Decision {
  RELEASE("release", true, false),
  RELEASE_AND_LEARN("ham", true, true),
  DELETE("delete", false, false),
  DELETE_AND_LEARN("spam", false, true);

  private final String word;
  private final boolean release;
  private final boolean learn;

  Decision(String word, boolean release, boolean learn) {
    this.word = word;
    this.release = release;
    this.learn = learn;
  }

  static Optional<Decision> of(String word) {
    return Stream.of(values()).filter(d -> d.word.equals(word)).findFirst();
  }

  boolean isRelease() {
    return release;
  }

  boolean isLearn() {
    return learn;
  }
}
