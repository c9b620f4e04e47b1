package org.mailweir.check.attachments.archive;

/** What stops the look into archives. */
public enum Limit {
  DEPTH("archives nested too deep", true),
  BYTES("unpacks to too many bytes", true),
  MEMBERS("too many members", false),
  TIME("takes too long", false),
  MEMORY("needs too much memory", false);

  private final String words;
  private final boolean bomb;

  Limit(String words, boolean bomb) {
    this.words = words;
    this.bomb = bomb;
  }

  /** A few words for the journal. */
  public String words() {
    return words;
  }

  /** Whether hardly anything but an archive made to exhaust a scanner reaches it. */
  public boolean isBomb() {
    return bomb;
  }
}
