package org.mailweir.digest;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;

/**
 * Writes digests as mail: text and HTML by templates, in the language of their recipient. What the
 * templates show is escaped for HTML; the first line of the text begins with {@code Subject:}.
 */
public final class Letters {

  private static final String BUILT_IN = "/digest/";
  private static final int MOST_TEMPLATE = 256 * 1024;
  private static final int WORD_BYTES = 39;

  private final DigestSettings settings;
  private final String hostname;
  private final String baseUrl;
  private final Languages languages;
  private final ZoneId zone = ZoneId.systemDefault();
  private final Map<String, Templates> byLanguage = new HashMap<>();

  private record Templates(Template text, Template html) {}

  /**
   * Reads the templates of all languages that are configured.
   *
   * @throws IOException when there is none for a language, or one is wrong; names it
   */
  public static Letters of(DigestSettings settings, String hostname, String baseUrl)
      throws IOException {
    Letters letters = new Letters(settings, hostname, baseUrl);
    letters.byLanguage.put(settings.language(), letters.templates(settings.language()));
    for (String language : letters.languages.special().values()) {
      letters.byLanguage.put(language, letters.templates(language));
    }
    return letters;
  }

  private Letters(DigestSettings settings, String hostname, String baseUrl) {
    this.settings = settings;
    this.hostname = hostname;
    this.baseUrl = baseUrl;
    this.languages = Languages.of(settings.language(), settings.languages());
  }

  private Templates templates(String language) throws IOException {
    return new Templates(
        template(language + ".txt.mustache", Mustache.compiler().escapeHTML(false)),
        template(language + ".html.mustache", Mustache.compiler().escapeHTML(true)));
  }

  private Template template(String name, Mustache.Compiler compiler) throws IOException {
    try {
      return compiler.compile(source(name));
    } catch (MustacheException e) {
      throw new IOException("template " + name + ": " + e.getMessage(), e);
    }
  }

  private String source(String name) throws IOException {
    if (!settings.templates().toString().isEmpty()) {
      Path file = settings.templates().resolve(name);
      try {
        if (Files.size(file) > MOST_TEMPLATE) {
          throw new IOException(file + " is larger than 256 KiB");
        }
        return Files.readString(file);
      } catch (NoSuchFileException none) {
        // One that comes along may serve.
      }
    }
    try (InputStream in = Letters.class.getResourceAsStream(BUILT_IN + name)) {
      if (in == null) {
        throw new IOException(
            "there is no template "
                + name
                + (settings.templates().toString().isEmpty()
                    ? "; set templates in [digest]"
                    : " in " + settings.templates()));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * A digest as a message with canonical line ends.
   *
   * @throws IOException when a template asks for what there is not
   */
  public byte[] write(Digest digest, Instant now, Instant expires) throws IOException {
    String language = languages.of(digest.recipient());
    Templates templates = java.util.Objects.requireNonNull(byLanguage.get(language));
    Map<String, Object> context = context(digest, expires, Locale.of(language));
    String text = filled(templates.text, context);
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    if (!first.startsWith("Subject:")) {
      throw new IOException("template " + language + ".txt: its first line is no Subject:");
    }
    return message(
            digest.recipient(),
            first.substring("Subject:".length()).strip(),
            text.substring(end + 1).stripLeading(),
            filled(templates.html, context),
            now)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String filled(Template template, Map<String, Object> context) throws IOException {
    try {
      return template.execute(context);
    } catch (MustacheException e) {
      throw new IOException("a template of the digest: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> context(Digest digest, Instant expires, Locale locale) {
    DateTimeFormatter day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).withZone(zone);
    DateTimeFormatter moment =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(zone);
    Map<String, Object> context = new HashMap<>();
    context.put("recipient", digest.recipient());
    context.put("host", hostname);
    context.put("page", baseUrl + "/");
    context.put("expires", day.format(expires));
    context.put("held", items(digest.held(), moment));
    context.put("hasHeld", !digest.held().isEmpty());
    context.put("oneHeld", digest.heldInAll() == 1);
    context.put("heldCount", digest.heldInAll());
    context.put("more", digest.more());
    context.put("hasMore", digest.more() > 0);
    context.put("questions", items(digest.questions(), moment));
    context.put("hasQuestions", !digest.questions().isEmpty());
    return context;
  }

  private static List<Map<String, Object>> items(List<Item> items, DateTimeFormatter moment) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Item item : items) {
      all.add(
          Map.of(
              "from", item.from(),
              "subject", item.subject(),
              "hasSubject", !item.subject().isBlank(),
              "when", moment.format(item.when()),
              "score", item.points(),
              "reason", item.reason(),
              "link", item.link()));
    }
    return all;
  }

  private String message(String to, String subject, String text, String html, Instant now) {
    String id = TransactionId.at(now.toEpochMilli()).text();
    String boundary = "=_" + id;
    String from =
        settings.from().isEmpty() ? "Mailweir <mailweir@" + hostname + ">" : settings.from();
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    return String.join(
        "\r\n",
        "From: " + from,
        "To: <" + new MailAddress(to).text() + ">",
        "Subject: " + encoded(subject),
        "Date: " + date,
        "Message-ID: <" + id + "@" + hostname + ">",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"",
        "",
        "--" + boundary,
        part("text/plain", text),
        "--" + boundary,
        part("text/html", html),
        "--" + boundary + "--",
        "");
  }

  private static String part(String type, String content) {
    return "Content-Type: "
        + type
        + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /** As encoded words (RFC 2047 2) of at most 75 characters, where it is not plain ASCII. */
  private static String encoded(String subject) {
    if (subject.chars().allMatch(c -> c >= ' ' && c <= '~') && subject.length() < 70) {
      return subject;
    }
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    subject
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(300)
        .forEach(
            c -> {
              if (bytes(word.toString() + Character.toString(c)).length > WORD_BYTES) {
                words.add(encodedWord(word.toString()));
                word.setLength(0);
              }
              word.appendCodePoint(c);
            });
    words.add(encodedWord(word.toString()));
    return String.join("\r\n ", words);
  }

  private static String encodedWord(String text) {
    return "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes(text)) + "?=";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
