package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailweir.check.rules.text.MimePart;

/**
 * What the parts of a message are made of: one look at each of their lines. The names of the facts
 * are those that rules ask for.
 */
final class MimeSummary {

  private static final Pattern BAD_ISO = Pattern.compile("(?i)iso-\\S+-\\S+\\b");
  private static final Pattern GOOD_ISO =
      Pattern.compile("iso-(?:8859-\\d{1,2}|2022-(?:jp|kr))\\b");
  private static final Pattern ASCII =
      Pattern.compile(
          "us-ascii|ansi_x3\\.4-19(?:68|86)|iso-ir-6|iso_646\\.irv:1991|ascii|iso646-us|us|ibm367"
              + "|cp367|csascii");

  /** How large the leaves of a {@code multipart/alternative} are, in order. */
  private record Size(String type, int octets) {}

  private final Map<String, Double> facts = new HashMap<>();
  private final Set<String> charsets = new HashSet<>();
  private final List<Size> sizes = new ArrayList<>();
  private final Locales locales;
  private boolean alternative;
  private final PartLines lines = new PartLines();

  private MimeSummary(Locales locales) {
    this.locales = locales;
  }

  static MimeSummary of(EvalInput input) {
    return input.once(MimeSummary.class, MimeSummary::make);
  }

  private static MimeSummary make(EvalInput input) {
    MimeSummary summary = new MimeSummary(input.settings().locales());
    for (MimePart part : input.text().parts()) {
      Declared declared = Declared.of(part);
      summary.alternative |= declared.type().equals("multipart/alternative");
      summary.noteHeader(declared);
      if (part.isLeaf()) {
        summary.noteBody(declared, part.raw());
      }
    }
    summary.conclude();
    return summary;
  }

  /** A number or, as 1, a fact; 0 if unknown. */
  double fact(String name) {
    return facts.getOrDefault(name, 0.0);
  }

  /** The character sets that parts declare, in lower case. */
  Set<String> charsets() {
    return charsets;
  }

  private void count(String name) {
    facts.merge(name, 1.0, Double::sum);
  }

  private void noteHeader(Declared declared) {
    boolean text = declared.type().startsWith("text");
    boolean base64 = declared.encoding().contains("base64");
    if (text) {
      count(declared.type().equals("text/html") ? "mime_body_html_count" : "mime_body_text_count");
    }
    if (base64) {
      count("mime_base64_count");
    } else if (declared.encoding().contains("quoted-printable")) {
      count("mime_qp_count");
    }
    if (declared.isAttachment()) {
      count("mime_attachment");
    }
    String charset = declared.charset() == null ? "" : declared.charset();
    boolean ascii = charset.isEmpty() || ASCII.matcher(charset).find();
    boolean placed =
        declared.disposition().startsWith("attachment")
            || declared.disposition().startsWith("inline");
    if (text && base64 && ascii && !placed) {
      facts.put("mime_base64_encoded_text", 1.0);
    }
    noteCharset(charset);
  }

  private void noteCharset(String charset) {
    if (charset.startsWith("iso-") || charset.contains("iso-")) {
      if (BAD_ISO.matcher(charset).find() && !GOOD_ISO.matcher(charset).find()) {
        facts.put("mime_bad_iso_charset", 1.0);
      }
    }
    if (charset.chars().anyMatch(c -> c >= 'a' && c <= 'z')) {
      charsets.addAll(List.of(charset.strip().split("\\s+")));
      if (locales.isFaraway(charset)) {
        facts.put("mime_faraway_charset", 1.0);
      }
    }
  }

  private void noteBody(Declared declared, String raw) {
    lines.read(declared, raw);
    boolean shown = declared.type().equals("text/plain") || declared.type().equals("text/html");
    if (!declared.isAttachment()) {
      sizes.add(new Size(declared.type(), alternative && shown ? raw.length() : 0));
    }
  }

  private void conclude() {
    lines.conclude(facts);
    facts.put("mime_multipart_alternative", alternative ? 1.0 : 0.0);
    facts.put("mime_multipart_ratio", alternative ? ratio() : 1.0);
  }

  /** Of the last plain text to the last HTML. */
  private double ratio() {
    int plain = last("text/plain");
    int html = last("text/html");
    return plain >= 0 && html > 0 ? (double) plain / html : 1;
  }

  private int last(String type) {
    for (Size size : sizes.reversed()) {
      if (size.type.equals(type)) {
        return size.octets;
      }
    }
    return -1;
  }
}
