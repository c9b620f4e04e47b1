package org.mailweir.check.attachments;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file name as programs take it: without its folders, without what cannot be seen, and without
 * the dots and blanks at its end that Windows drops.
 *
 * @param text what is left of it, in lower case
 * @param extension behind its last dot; empty without one
 * @param inner the ending that it shows before its last one; empty without one
 * @param reversed whether it makes a part of itself be shown backwards
 */
record FileName(String text, String extension, String inner, boolean reversed) {

  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u115F\\u1160\\u3164\\uFFA0]");
  private static final Pattern REVERSING = Pattern.compile("[\\u202D\\u202E\\u2066-\\u2068]");
  private static final Pattern TAIL = Pattern.compile("[.\\s\\u00A0\\u2000-\\u200A\\u3000]+$");

  /** Endings that nobody is afraid of. */
  private static final Set<String> HARMLESS =
      Set.of(
          "avi", "bmp", "csv", "doc", "docx", "eml", "gif", "htm", "html", "jpeg", "jpg", "mkv",
          "mov", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rar", "rtf",
          "svg", "tif", "tiff", "txt", "wav", "webp", "xls", "xlsx", "xml", "zip");

  static FileName of(String name) {
    boolean reversed = REVERSING.matcher(name).find();
    String seen = INVISIBLE.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    String last =
        trimmed(seen.substring(Math.max(seen.lastIndexOf('/'), seen.lastIndexOf('\\')) + 1));
    int dot = last.lastIndexOf('.');
    String stem = dot < 0 ? last : trimmed(last.substring(0, dot));
    return new FileName(
        last, dot < 0 ? "" : last.substring(dot + 1).strip(), ending(stem), reversed);
  }

  private static String trimmed(String name) {
    // Only the last characters matter, and a pattern may look at all of a long run of blanks.
    String end = name.length() > 4096 ? name.substring(name.length() - 4096) : name;
    return TAIL.matcher(end).replaceFirst("");
  }

  private static String ending(String stem) {
    return stem.substring(stem.lastIndexOf('.') + 1).strip();
  }

  /** Whether it looks like a harmless file, and only its last ending says what it is. */
  boolean hasHarmlessInner() {
    return HARMLESS.contains(inner) && text.length() > extension.length() + inner.length() + 1;
  }

  /** Whether its own ending is one that nobody is afraid of. */
  boolean isHarmless() {
    return HARMLESS.contains(extension);
  }
}
