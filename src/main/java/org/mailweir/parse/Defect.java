package org.mailweir.parse;

/**
 * Something about a message's form that a well-behaved sender does not do, or a limit that was
 * reached.
 *
 * @param detail a short plain text, printable, for people
 */
public record Defect(Kind kind, String detail) {

  /** The closed list of defects. Each becomes a finding named {@code MIME_} and its name. */
  public enum Kind {
    /** Two readings of the MIME structure are possible; both were looked at. */
    AMBIGUOUS_STRUCTURE,
    /** A transfer encoding that is misspelled or decorated, such as {@code "base64"}. */
    ODD_ENCODING,
    /** Base64 or quoted-printable that breaks its own rules. */
    BROKEN_ENCODING,
    /** A charset that is unknown, or a text that is not in the charset it claims. */
    BAD_CHARSET,
    /** A header block without its end, lines that are no fields, or a field without a name. */
    MALFORMED_HEADER,
    /** A field that may stand once stands several times, such as Subject or Content-Type. */
    DUPLICATE_FIELD,
    /** A multipart without a boundary parameter, or without its closing line. */
    BROKEN_MULTIPART,
    /** Text before the first or behind the last boundary line, which some readers show. */
    TEXT_OUTSIDE_PARTS,
    /** A NUL byte in a header or a text part. */
    NUL_BYTE,
    /** Bare CR or bare LF in what arrived. */
    STRAY_LINE_END,
    /**
     * A limit was reached, and what lies behind it was looked at as raw text only. The detail is
     * the limit's name in {@link ParseLimits}, or {@code work} for the steps of one message.
     */
    LIMIT_REACHED,
    /** Mime4j gave up; the message was looked at as raw text. */
    UNPARSEABLE
  }
}
