package org.mailweir.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 512KiB}, {@code 1MiB} or {@code 2GiB}. */
public record DataSize(long bytes) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?", Pattern.CASE_INSENSITIVE);

  public static DataSize ofKiB(long kib) {
    return new DataSize(kib << 10);
  }

  public static DataSize ofMiB(long mib) {
    return new DataSize(mib << 20);
  }

  /** Reads the written form; throws IllegalArgumentException that says what is expected. */
  public static DataSize parse(String text) {
    Matcher m = FORM.matcher(text.trim());
    if (!m.matches()) {
      throw new IllegalArgumentException("a size such as \"512KiB\" or \"1MiB\" is expected");
    }
    String unit = m.group(2) == null ? "b" : m.group(2).toLowerCase(Locale.ROOT);
    int shift = unit.equals("kib") ? 10 : unit.equals("mib") ? 20 : unit.equals("gib") ? 30 : 0;
    long number = Long.parseLong(m.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("a size below 8 EiB is expected");
    }
    return new DataSize(number << shift);
  }

  public int toInt() {
    return Math.toIntExact(bytes);
  }

  @Override
  public String toString() {
    for (int shift = 30; shift > 0; shift -= 10) {
      if (bytes != 0 && bytes % (1L << shift) == 0) {
        return (bytes >> shift) + (shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB");
      }
    }
    return bytes + "B";
  }
}
