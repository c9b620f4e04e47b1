package org.mailweir.parse;

/**
 * One field of a header block (RFC 5322 2.2).
 *
 * @param name as written, without the colon
 * @param raw the value as written after the colon, folded, one char per byte (ISO 8859-1), without
 *     the last CRLF
 * @param value the value unfolded, encoded words decoded (RFC 2047), trimmed, as Unicode
 */
public record HeaderField(String name, String raw, String value) {

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
