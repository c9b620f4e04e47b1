package org.mailweir.dns;

/** The kinds of records that mail asks for (RFC 1035, RFC 3596). */
public enum RecordType {
  A,
  AAAA,
  MX,
  TXT,
  PTR,
  NS
}
