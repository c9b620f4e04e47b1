package org.mailweir.check.rules.text;

/** Hears what the tokenizer finds. */
interface HtmlHandler {

  void start(HtmlTag tag);

  /**
   * @param name in lower case
   */
  void end(String name);

  /** Entities are decoded. A run of text may come in pieces. */
  void text(String text);

  /** With its delimiters. */
  void comment(String text);

  /** {@code <!DOCTYPE …>} or {@code <!ENTITY …>}. */
  void declaration(String text);
}
