package org.mailweir.check.rules.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a character set by the names that Perl's Encode knows. Names that it does not know have no
 * character set here either, for then the text is guessed.
 */
final class CharsetNames {

  private static final int LONGEST = 40;

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("us-ascii", "US-ASCII"),
          Map.entry("ascii", "US-ASCII"),
          Map.entry("646", "US-ASCII"),
          Map.entry("ansi-x3.4-1968", "US-ASCII"),
          Map.entry("gbk", "x-mswin-936"),
          Map.entry("cp936", "x-mswin-936"),
          Map.entry("gb18030", "x-mswin-936"),
          Map.entry("gb 18030", "x-mswin-936"),
          Map.entry("gb-18030", "x-mswin-936"),
          Map.entry("gb18030-2000", "x-mswin-936"),
          Map.entry("gb18030-2005", "x-mswin-936"),
          Map.entry("windows-31j", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("ks-c-5601-1987", "x-windows-949"),
          Map.entry("windows-949", "x-windows-949"),
          Map.entry("uhc", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("big5", "Big5"),
          Map.entry("big-5", "Big5"),
          Map.entry("x-x-big5", "Big5"),
          Map.entry("big5-eten", "Big5"),
          Map.entry("big5-hkscs", "Big5-HKSCS"),
          Map.entry("iso-2022-kr", "ISO-2022-KR"),
          Map.entry("johab", "x-Johab"),
          Map.entry("tis-620", "x-iso-8859-11"),
          Map.entry("tis620", "x-iso-8859-11"),
          Map.entry("thai", "x-iso-8859-11"),
          Map.entry("cyrillic", "ISO-8859-5"),
          Map.entry("arabic", "ISO-8859-6"),
          Map.entry("greek", "ISO-8859-7"),
          Map.entry("hebrew", "ISO-8859-8"),
          Map.entry("latin1", "ISO-8859-1"),
          Map.entry("latin-1", "ISO-8859-1"),
          Map.entry("latin2", "ISO-8859-2"),
          Map.entry("latin5", "ISO-8859-9"),
          Map.entry("latin9", "ISO-8859-15"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
          Map.entry("utf-16be", "UTF-16BE"),
          Map.entry("utf-16le", "UTF-16LE"),
          Map.entry("utf-32", "UTF-32"),
          Map.entry("utf-32be", "UTF-32BE"),
          Map.entry("utf-32le", "UTF-32LE"),
          Map.entry("ucs-2", "UTF-16BE"),
          Map.entry("ucs2", "UTF-16BE"),
          Map.entry("ucs-2be", "UTF-16BE"),
          Map.entry("ucs-2le", "UTF-16LE"));

  private static final Pattern ISO = Pattern.compile("iso-?8859-?(\\d{1,2})");
  private static final Pattern CODE_PAGE =
      Pattern.compile("(?:.*[^a-z0-9])?(?:cp|ibm|ms|windows)[- ]?(\\d{2,4})");

  private CharsetNames() {}

  static @Nullable Charset find(String declared) {
    if (declared.isEmpty() || declared.length() > LONGEST) {
      return null;
    }
    String name = Octets.lower(declared).replace('_', '-');
    String known = KNOWN.get(name);
    if (known == null) {
      known = family(name);
    }
    return known == null || !Charset.isSupported(known) ? null : Charset.forName(known);
  }

  private static @Nullable String family(String name) {
    if (name.startsWith("gb2312") || name.endsWith("gb2312") || name.startsWith("gb-2312")) {
      return "GB2312";
    }
    Matcher iso = ISO.matcher(name);
    if (iso.matches()) {
      return iso(Integer.parseInt(iso.group(1)));
    }
    Matcher page = CODE_PAGE.matcher(name);
    return page.matches() ? codePage(page.group(1)) : eastern(name);
  }

  private static @Nullable String iso(int number) {
    return switch (number) {
      case 1 -> StandardCharsets.ISO_8859_1.name();
      case 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16 -> "ISO-8859-" + number;
      case 11 -> "x-iso-8859-11";
      default -> null;
    };
  }

  private static @Nullable String codePage(String number) {
    return switch (number) {
      case "932" -> "windows-31j";
      case "936" -> "x-mswin-936";
      case "949" -> "x-windows-949";
      case "950" -> "x-windows-950";
      case "874" -> "x-windows-874";
      case "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258" ->
          "windows-" + number;
      case "437",
          "775",
          "850",
          "852",
          "855",
          "857",
          "860",
          "861",
          "862",
          "863",
          "864",
          "865",
          "866",
          "869" ->
          "IBM" + number;
      case "737" -> "x-IBM737";
      case "858" -> "IBM00858";
      default -> null;
    };
  }

  private static @Nullable String eastern(String name) {
    if (name.startsWith("euc") && name.endsWith("cn")) {
      return "GB2312";
    }
    if (name.startsWith("euc") && name.endsWith("kr")) {
      return "EUC-KR";
    }
    if (name.equals("ujis") || (name.startsWith("euc") && name.endsWith("jp"))) {
      return "x-eucJP-Open";
    }
    if (name.equals("x-sjis") || name.equals("sjis") || name.matches("shift.?jis")) {
      return "Shift_JIS";
    }
    return name.matches("koi8[- ]*[ru]") ? "KOI8-" + name.charAt(name.length() - 1) : null;
  }
}
