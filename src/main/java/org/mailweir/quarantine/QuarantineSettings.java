package org.mailweir.quarantine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** Where held mail lies, and for how long. */
@Doc("Where held mail lies, and for how long.")
public record QuarantineSettings(
    @Doc("Folder, created 0700; below it YYYY/MM/DD/<id>.eml beside <id>.json.") Path dir,
    @Doc(
            "Mail that has been held that long is removed, whether anybody has looked at it or not,"
                + " with its record; looked at every hour, and by \"mailweir quarantine expire\"."
                + " \"0s\" keeps everything for ever.")
        Duration keep,
    @Doc(
            "Mail with such a finding goes sooner: \"VIRUS=14d\" is fourteen days. The shortest time"
                + " of all findings counts.")
        List<String> keepFindings,
    @Doc("The oldest mail goes while all of it together is larger than that. 0B means no bound.")
        DataSize keepBytes,
    @Doc(
            "Mail with such a finding is released by an administrator alone: recipients see on the"
                + " web page that it is held, and the digest leaves it out.")
        List<String> administratorOnly) {

  private static final Pattern SOONER = Pattern.compile("([A-Za-z0-9_]{1,100})=(\\d{1,4})d");

  public static final QuarantineSettings DEFAULT =
      new QuarantineSettings(
          Path.of("quarantine"),
          Duration.ofDays(60),
          List.of("VIRUS=14d"),
          new DataSize(0),
          List.of("VIRUS"));

  public QuarantineSettings {
    keepFindings = List.copyOf(keepFindings);
    administratorOnly = List.copyOf(administratorOnly);
    for (String entry : keepFindings) {
      if (!SOONER.matcher(entry).matches()) {
        throw new IllegalArgumentException(
            "keep_findings: \"" + entry + "\" is not of the form \"VIRUS=14d\"");
      }
    }
  }

  /** A folder, and everything else as it is by default. */
  public QuarantineSettings(Path dir) {
    this(dir, DEFAULT.keep, DEFAULT.keepFindings, DEFAULT.keepBytes, DEFAULT.administratorOnly);
  }

  /** The same in another folder. */
  public QuarantineSettings in(Path folder) {
    return new QuarantineSettings(folder, keep, keepFindings, keepBytes, administratorOnly);
  }

  /** Whether recipients may release it, and not administrators alone. */
  public boolean isOpenToRecipients(HeldMessage message) {
    return message.findings().stream().noneMatch(f -> administratorOnly.contains(f.name()));
  }

  /** How long mail with a finding is kept, by its name. */
  Map<String, Duration> sooner() {
    return keepFindings.stream()
        .map(SOONER::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                m -> m.group(1),
                m -> Duration.ofDays(Long.parseLong(m.group(2))),
                (a, b) -> a.compareTo(b) < 0 ? a : b));
  }
}
