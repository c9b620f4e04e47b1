package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The languages that the administrator reads ({@code ok_locales}), by character sets. */
record Locales(Set<String> read) {

  private static final List<String> CYRILLIC =
      List.of("KOI8R", "KOI8U", "KOI8T", "ISOIR111", "CP1251", "GEORGIANPS", "PT154", "CP866");

  private static final Map<String, List<String>> CHARSETS =
      Map.ofEntries(
          Map.entry(
              "ja",
              List.of(
                  "EUCJP",
                  "JISX020119760",
                  "JISX020819830",
                  "JISX020819900",
                  "JISX020819970",
                  "JISX021219900",
                  "JISX021320001",
                  "JISX021320002",
                  "SHIFT_JIS",
                  "SHIFTJIS",
                  "ISO2022JP",
                  "SJIS",
                  "JIS7",
                  "JISX0201",
                  "JISX0208",
                  "JISX0212")),
          Map.entry("ko", List.of("EUCKR", "KSC56011987")),
          Map.entry("ru", CYRILLIC),
          Map.entry("ka", CYRILLIC),
          Map.entry("tg", CYRILLIC),
          Map.entry("be", CYRILLIC),
          Map.entry("uk", CYRILLIC),
          Map.entry("bg", CYRILLIC),
          Map.entry("th", List.of("TIS620")),
          Map.entry(
              "zh",
              List.of(
                  "GB1988",
                  "GB2312",
                  "GB231219800",
                  "GB18030",
                  "GBK",
                  "BIG5HKSCS",
                  "BIG5",
                  "EUCTW",
                  "ISO2022CN")));

  private static final Pattern EVERYWHERE =
      Pattern.compile(
          "(?:USASCII|ASCII|IBM852|XUNKNOWN|ISO)|(?:ISO8859|ISO10646|UTF|UCS|CP125|WINDOWS|UNICODE11UTF[78]).*");

  Locales {
    read = Set.copyOf(read);
  }

  boolean all() {
    return read.isEmpty() || read.contains("all");
  }

  /** Whether the set is of a language that nobody reads. */
  boolean isFaraway(String charset) {
    if (all()) {
      return false;
    }
    String plain =
        charset.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").replaceFirst("^3D", "");
    return !EVERYWHERE.matcher(plain).matches()
        && read.stream().noneMatch(l -> CHARSETS.getOrDefault(l, List.of()).contains(plain));
  }
}
