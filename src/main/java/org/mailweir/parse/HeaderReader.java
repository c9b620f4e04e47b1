package org.mailweir.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes {@link Headers} of raw fields: unfolds, decodes, and notes what is wrong with them. */
final class HeaderReader {

  private static final Set<String> ONCE =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "content-disposition");

  private final ParseLimits limits;
  private final Defects defects;

  HeaderReader(ParseLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
  }

  Headers read(HeaderBlock block) {
    if (block.isMalformed()) {
      defects.add(Defect.Kind.MALFORMED_HEADER, "line that is no field");
    }
    if (block.isFull()) {
      defects.limit("headerFields");
    }
    List<HeaderField> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (HeaderBlock.RawField raw : block.fields()) {
      once(Latin1.lower(raw.name()), seen);
      fields.add(field(raw));
    }
    return new Headers(fields);
  }

  private void once(String name, Set<String> seen) {
    if (ONCE.contains(name) && !seen.add(name)) {
      defects.add(Defect.Kind.DUPLICATE_FIELD, name);
    }
  }

  private HeaderField field(HeaderBlock.RawField raw) {
    if (raw.raw().indexOf('\0') >= 0) {
      defects.add(Defect.Kind.NUL_BYTE, "header " + raw.name());
    }
    String value = EncodedWords.decode(unfold(raw.raw()), limits.encodedWords(), defects);
    return new HeaderField(raw.name(), raw.raw(), value.strip());
  }

  /** Takes the line ends out and leaves the blanks behind them (RFC 5322 2.2.3). */
  static String unfold(String raw) {
    if (raw.indexOf('\n') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\r' && c != '\n') {
        out.append(c);
      }
    }
    return out.toString();
  }
}
