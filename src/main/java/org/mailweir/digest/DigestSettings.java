package org.mailweir.digest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.mailweir.settings.Doc;

/** Who is told, when, and in which language. */
@Doc(
    "The digest: one mail to each recipient for whom something new is held, or of whose mail the"
        + " classifier could not tell what it is, with links to decide about it. Needs base_url of"
        + " [web], under which recipients reach the web page. Changes here count from the next"
        + " start.")
public record DigestSettings(
    @Doc("Send it.") boolean enabled,
    @Doc("At these times of the day, by this machine's clock: \"07:00\".") List<String> at,
    @Doc(
            "Who gets it: \"user@example.com\", \"@example.com\"; your own domains. Whoever reads"
                + " mail to an address can decide about what is held for it: leave lists out.")
        List<String> to,
    @Doc("Who does not, in the same form.") List<String> notTo,
    @Doc("Language of those for whom languages says nothing; \"en\" and \"de\" come along.")
        String language,
    @Doc("Others: \"@example.de=de\", \"user@example.com=de\".") List<String> languages,
    @Doc(
            "How many messages of which the classifier could not tell are listed at most, with the"
                + " question what they are; those lessons are worth most. 0 asks nothing.")
        int questions,
    @Doc("How many held messages are listed at most, the lowest scores first.") int most,
    @Doc("How long the links work.") Duration linkLife,
    @Doc("The From field; \"\" is Mailweir <mailweir@HOST>.") String from,
    @Doc(
            "A folder with templates of your own, LANGUAGE.txt.mustache and LANGUAGE.html.mustache;"
                + " \"\" uses those that come along. Relative to this file.")
        Path templates) {

  public static final DigestSettings DEFAULT =
      new DigestSettings(
          false,
          List.of("07:00"),
          List.of(),
          List.of(),
          "en",
          List.of(),
          5,
          100,
          Duration.ofDays(14),
          "",
          Path.of(""));

  public DigestSettings {
    at = List.copyOf(at);
    to = List.copyOf(to);
    notTo = List.copyOf(notTo);
    languages = List.copyOf(languages);
    times(at);
    require(!enabled || !to.isEmpty(), "to: say whose mail it is, such as to = [\"@example.com\"]");
    Languages.of(language, languages);
    require(questions >= 0 && questions <= 100, "questions: 0 to 100 is expected");
    require(most >= 1 && most <= 1_000, "most: 1 to 1000 is expected");
    require(linkLife.toHours() >= 1, "link_life: at least an hour is expected");
    require(linkLife.toDays() <= 366, "link_life: at most a year is expected");
    require(from.chars().allMatch(c -> c >= ' ' && c <= '~'), "from: printable ASCII is expected");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The times of the day, in order. */
  List<LocalTime> times() {
    return times(at);
  }

  private static List<LocalTime> times(List<String> at) {
    require(!at.isEmpty() && at.size() <= 48, "at: 1 to 48 times are expected");
    try {
      return at.stream().map(LocalTime::parse).sorted().toList();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("at: \"07:00\" is expected, not " + at, e);
    }
  }

  /**
   * The language of a recipient.
   *
   * @param recipient in canonical form
   */
  public String languageOf(String recipient) {
    return Languages.of(language, languages).of(recipient);
  }

  /** The same with the folder of templates made absolute. */
  public DigestSettings in(Path configFolder) {
    return new DigestSettings(
        enabled,
        at,
        to,
        notTo,
        language,
        languages,
        questions,
        most,
        linkLife,
        from,
        templates.toString().isEmpty() ? templates : configFolder.resolve(templates));
  }
}
