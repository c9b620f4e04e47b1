package org.mailweir.check.rules.language;

/**
 * What became of a line that is no rule.
 *
 * @param line as it was read
 * @param explanation what it means here, and what to write instead
 */
public record SettingNote(Location where, String word, String line, Fate fate, String explanation) {

  /** What can become of a line. */
  public enum Fate {
    /** It works here as it does there. */
    TAKEN_OVER("taken over"),
    /** Something in {@code mailweir.toml} does the same. */
    COUNTERPART("has a counterpart in mailweir.toml"),
    /** Nothing here does the same. */
    NO_COUNTERPART("has no counterpart"),
    /** It has no meaning here. */
    SKIPPED("skipped");

    private final String words;

    Fate(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
