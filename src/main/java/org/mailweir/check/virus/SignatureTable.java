package org.mailweir.check.virus;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells signatures of spam from those of viruses, by their names. */
final class SignatureTable {

  private static final Pattern FORM =
      Pattern.compile("(\\S{1,200})\\s+(virus|-?\\d{1,3}(\\.\\d{1,3})?)");
  private static final String UNOFFICIAL = ".UNOFFICIAL";

  private final List<Entry> entries;

  private SignatureTable(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * @param points empty when it means a virus
   */
  private record Entry(Pattern name, OptionalDouble points) {}

  /** Reads the setting; throws IllegalArgumentException that names the entry that is none. */
  static SignatureTable of(List<String> lines) {
    return new SignatureTable(lines.stream().map(SignatureTable::entry).toList());
  }

  private static Entry entry(String line) {
    Matcher m = FORM.matcher(line.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "spam_signatures: \"" + line + "\" is no entry such as \"Sanesecurity.* 4\"");
    }
    return new Entry(
        glob(m.group(1)),
        m.group(2).equals("virus")
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(m.group(2))));
  }

  private static Pattern glob(String text) {
    String regex = Pattern.quote(text).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The points of a signature that means no virus; empty for one that does. */
  OptionalDouble points(String signature) {
    String name =
        signature.endsWith(UNOFFICIAL)
            ? signature.substring(0, signature.length() - UNOFFICIAL.length())
            : signature;
    return entries.stream()
        .filter(e -> e.name.matcher(name).matches())
        .findFirst()
        .map(Entry::points)
        .orElse(OptionalDouble.empty());
  }
}
