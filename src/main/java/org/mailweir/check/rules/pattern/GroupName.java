package org.mailweir.check.rules.pattern;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names of groups: Perl's may hold underscores, Java's may not. */
final class GroupName {

  private static final String UNDERSCORE = "u95x";

  /** What SpamAssassin takes for the name of a tag; groups named otherwise capture nothing. */
  private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*");

  private GroupName() {}

  static String toJava(String perl) {
    return perl.replace("_", UNDERSCORE);
  }

  /** The tag that a group of this name sets, if it is one. */
  static Optional<String> tag(String java) {
    String perl = java.replace(UNDERSCORE, "_");
    return TAG.matcher(perl).matches() ? Optional.of(perl) : Optional.empty();
  }

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }
}
