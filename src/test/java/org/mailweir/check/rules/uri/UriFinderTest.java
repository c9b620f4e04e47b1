package org.mailweir.check.rules.uri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.StatePool;

/** Text in, addresses out, as SpamAssassin 4.0.1 finds them. */
class UriFinderTest {

  private static final DomainBoundaries DOMAINS =
      DomainBoundaries.of(
          Map.of(
              "util_rb_tld", List.of("com net org example uk us", "xn--p1ai de"),
              "util_rb_2tld", List.of("co.uk"),
              "util_rb_3tld", List.of("b.co.uk")));
  private static final UriFinder FINDER =
      new UriFinder(
          DOMAINS,
          new Redirectors(
              List.of(Pattern.compile("^https?://go\\.example/r/([^?]+)")),
              new StatePool(1 << 20)));

  private static List<UriDetail> details(String text) {
    return FINDER.find(List.of(text), List.of(), List.of(), new MatchBudget(100_000, 10_000_000));
  }

  private static String found(String text) {
    return String.join(" ", new TreeSet<>(UriFinder.forms(details(text))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "see http://a.com/x, and§http://a.com/x",
        "(http://a.com/x)§http://a.com/x",
        "http://a.com/(x)y§http://a.com/(x)y",
        "<https://a.com>§https://a.com",
        "www.a.com!!!§http://www.a.com",
        "ftp.a.com/pub§ftp://ftp.a.com/pub",
        "a.com§http://a.com",
        "a.com/x/y?z§http://a.com/x/y?z",
        "a.com:8080/x§http://a.com:8080/x",
        "a.com/§",
        "end of a.com. Next§http://a.com",
        "file.txt and e.g. this§",
        "x.none§",
        "mail bob@a.com now§mailto:bob@a.com",
        "mail:bob@a.com§mailto:bob@a.com",
        "Vi@gra§",
        "bob@a.none§",
        "cid:image001.png@a.com§",
        "mailto:bob@a.com?subject=x§mailto:bob@a.com mailto:bob@a.com?subject=x",
        "http://nowhere.none/§",
        "javascript:x()§",
        "a..com§",
        "-a.com§",
        "user@§",
      })
  void inText(String text, String expected) {
    assertEquals(expected == null ? "" : expected, found(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "http://a.com?x=1§http://a.com/?x=1",
        "http://user:pw@a.com:80/x§http://a.com/x",
        "http://a.com:80/x§http://a.com/x",
        "https://a.com:443§https://a.com",
        "http:\\\\a.com\\x§http://a.com/x",
        "http:a.com/x§http://a.com/x",
        "http://a%2Ecom/%41§http://a.com/A",
        "http://a.com/&#46;x§http://a.com/.x",
        "http://a.com/&#x2e;x§http://a.com/.x",
        "http://0x7f.1.0x0.01/§http://127.1..1/",
        "http://0x7f000001/§http://127.0.0.1/",
        "http://2130706433/x§http://127.0.0.1/x",
        "http://foo/x§http://www.foo.com/x",
        "http://b.com/?u=http://a.com/x§http://a.com/x",
        "http://b.com/?u=http:/a.com&y§http://a.com",
        "http://go.example/r/a.com/z§http://a.com/z",
        "http://a.com.../x§http://a.com/x",
        "//a.com/x§http:////a.com/x",
        "mailto:%20bob@a.com§mailto:bob@a.com",
        "mailto:\"Bob\"<bob@a.com>§mailto:bob@a.com",
      })
  void canonicalForms(String uri, String expected) {
    var forms = Canonical.forms(uri, redirectors(), DOMAINS, new MatchBudget(100_000, 1_000_000));
    assertTrue(forms.contains(uri), forms::toString);
    assertTrue(forms.contains(expected), forms::toString);
  }

  private static Redirectors redirectors() {
    return new Redirectors(
        List.of(Pattern.compile("^https?://go\\.example/r/([^?]+)")), new StatePool(1 << 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#top", "/image.gif", "?x", "x", ""})
  void whatStaysOnTheSameHostHasNoOtherForm(String uri) {
    assertEquals(
        1, Canonical.forms(uri, redirectors(), DOMAINS, new MatchBudget(1_000, 1_000)).size());
  }

  @ParameterizedTest
  @CsvSource({
    "www.a.com, a.com",
    "a.b.co.uk, a.b.co.uk",
    "x.a.c.co.uk, c.co.uk",
    "x.y.b.co.uk, y.b.co.uk",
    "x.www.k12.ca.us, www.k12.ca.us",
    "..a..com., a.com",
    "com, com",
  })
  void registeredDomains(String host, String expected) {
    assertEquals(expected, DOMAINS.registered(host));
  }

  @Test
  void detailsTellTypesAndHosts() {
    UriDetail bare = details("x Www2.A.com y").getFirst();
    assertEquals("http://Www2.A.com", bare.raw());
    assertEquals(Map.of("www2.a.com", "a.com"), bare.hosts());
    assertEquals("[parsed, schemeless]", new TreeSet<>(bare.types()).toString());
    UriDetail unlinked = details("x a.com y").getFirst();
    assertTrue(unlinked.types().contains("unlinked"));
  }

  @Test
  void namesInOtherScriptsAreConverted() {
    String octets =
        new String(
            "http://пример.рф/".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertTrue(found(octets).contains("http://xn--e1afmkfd.xn--p1ai/"), found(octets));
  }

  @Test
  void signersCountForTheirHosts() {
    List<UriDetail> details =
        FINDER.find(
            List.of(),
            List.of(),
            List.of("v=1; a=rsa-sha256; d = mail.a.com; s=x; bd=no.com"),
            new MatchBudget(1_000, 1_000));
    assertEquals(Map.of("mail.a.com", "a.com"), details.getFirst().hosts());
    assertEquals(List.of(), UriFinder.forms(details));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "http://",
        "www.",
        "a.com/",
        "%20",
        "<a@",
        "&#",
        "http://a.com/?http:",
        "@.:"
      })
  void hostileTextTakesNoTime(String piece) {
    String text = piece.repeat(16_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          details(text);
          MatchBudget budget = new MatchBudget(100_000, 10_000_000);
          return Canonical.forms("mailto:" + text, redirectors(), DOMAINS, budget);
        });
  }
}
