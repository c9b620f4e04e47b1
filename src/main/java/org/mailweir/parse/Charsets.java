package org.mailweir.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charset names as mail uses them. All names are put into one map when the class is loaded: asking
 * the JDK for a name that does not exist walks through its providers each time, which hostile mail
 * could make it do a hundred thousand times.
 */
final class Charsets {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final Map<String, Charset> BY_NAME = byName();

  private Charsets() {}

  private static Map<String, Charset> byName() {
    Map<String, Charset> names = new HashMap<>();
    for (Charset charset : Charset.availableCharsets().values()) {
      names.put(Latin1.lower(charset.name()), charset);
      charset.aliases().forEach(alias -> names.putIfAbsent(Latin1.lower(alias), charset));
    }
    // Senders name the older set and write the newer one that contains it.
    widen(names, "windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii", "x-user-defined");
    widen(names, "windows-1254", "iso-8859-9");
    widen(names, "windows-874", "tis-620", "iso-8859-11");
    widen(names, "GB18030", "gb2312", "gb_2312-80", "gbk", "x-gbk", "csgb2312", "cn-gb");
    widen(names, "x-windows-949", "euc-kr", "ks_c_5601-1987", "ksc5601", "korean");
    widen(names, "windows-31j", "shift_jis", "shift-jis", "x-sjis", "sjis");
    widen(names, "x-windows-950", "big5", "big-5", "cn-big5");
    widen(names, "iso-8859-8", "iso-8859-8-i", "iso-8859-8-e");
    widen(names, "utf-8", "unicode-1-1-utf-8", "utf8mb4");
    widen(names, "ISO-2022-JP", "_iso-2022-jp$esc");
    return Map.copyOf(names);
  }

  private static void widen(Map<String, Charset> names, String to, String... from) {
    Charset charset = names.get(Latin1.lower(to));
    if (charset != null) {
      for (String name : from) {
        names.put(name, charset);
      }
    }
  }

  /** The charset of that name, or null when nobody knows it. */
  static @Nullable Charset named(String name) {
    Charset exact = BY_NAME.get(Latin1.lower(name.trim()));
    return exact != null ? exact : BY_NAME.get(bare(name));
  }

  /** The name without the decoration that broken senders add: quotes, blanks, a stray sign. */
  private static String bare(String name) {
    int start = 0;
    int end = Math.min(name.length(), 80);
    while (start < end && !Character.isLetterOrDigit(name.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(name.charAt(end - 1))) {
      end--;
    }
    return Latin1.lower(name.substring(start, end));
  }

  static boolean isUtf7(String name) {
    String bare = bare(name);
    return bare.equals("utf-7") || bare.equals("utf7") || bare.equals("unicode-1-1-utf-7");
  }

  /** Whether its bytes are all below 128 although they are not ASCII text. */
  static boolean usesEscapes(Charset charset) {
    return charset.name().startsWith("ISO-2022") || charset.name().startsWith("x-ISO-2022");
  }

  /** Whether ASCII text has NUL bytes in it. */
  static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16")
        || charset.name().startsWith("UTF-32")
        || charset.name().startsWith("X-UTF-");
  }

  static boolean isUtf8(@Nullable Charset charset) {
    return StandardCharsets.UTF_8.equals(charset);
  }
}
