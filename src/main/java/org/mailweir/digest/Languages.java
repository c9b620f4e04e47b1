package org.mailweir.digest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who reads which language. */
record Languages(String general, Map<String, String> special) {

  private static final Pattern ENTRY = Pattern.compile("(\\S*@\\S+)=([a-z]{2,3})");
  private static final Pattern WORD = Pattern.compile("[a-z]{2,3}");

  static Languages of(String general, List<String> entries) {
    if (!WORD.matcher(general).matches()) {
      throw new IllegalArgumentException("language: two or three letters such as \"en\"");
    }
    Map<String, String> special = new HashMap<>();
    for (String entry : entries) {
      Matcher m = ENTRY.matcher(entry);
      if (!m.matches()) {
        throw new IllegalArgumentException(
            "languages: \"" + entry + "\" is not of the form \"@example.de=de\"");
      }
      special.put(m.group(1).toLowerCase(Locale.ROOT), m.group(2));
    }
    return new Languages(general, special);
  }

  /**
   * Of one address.
   *
   * @param address in canonical form
   */
  String of(String address) {
    String domain = address.substring(Math.max(0, address.lastIndexOf('@')));
    return special.getOrDefault(address, special.getOrDefault(domain, general));
  }
}
