package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as they are written, and where a browser goes. */
final class LinksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://A.Example/Path | http://a.example/Path",
        "' http://a.example/ ' | http://a.example/",
        "http:\\\\a.example\\x | http://a.example/x",
        "http:/a.example | http://a.example",
        "https:a.example/x | https://a.example/x",
        "http:////a.example/ | http://a.example/",
        "//a.example/x | http://a.example/x",
        "http://user@b.example/ | http://user@b.example/",
        "http://a.example@b.example/ | http://a.example@b.example/",
        "http://%61.example/ | http://a.example/",
        "http://a.example./ | http://a.example/",
        "http://0x7f000001/ | http://127.0.0.1/",
        "http://0177.0.0.1/ | http://127.0.0.1/",
        "http://2130706433/ | http://127.0.0.1/",
        "http://127.1/ | http://127.0.0.1/",
        "http://ａ.example/ | http://a.example/",
        "http://a。example/ | http://a.example/",
        "www.a.example | null",
        "www.a.com/x | http://www.a.com/x",
        "a.com:80/x | http://a.com:80/x",
        "MAILTO:a@a.example | mailto:a@a.example",
        "javascript:alert(1) | javascript:alert(1)",
        "http://[2001:db8::1]:80/ | http://[2001:db8::1]:80/"
      },
      nullValues = "null")
  void cleaned(String written, String expected) {
    assertEquals(expected, LinkCleaner.clean(written, null));
  }

  @Test
  void lineEndsAndTabsInsideAreNotSeen() {
    assertEquals("http://a.example/", LinkCleaner.clean("ht\r\ntp://a.ex\tample/", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#top", "page.html", "http://", "  "})
  void noAddress(String written) {
    assertNull(LinkCleaner.clean(written, null));
  }

  @ParameterizedTest
  @CsvSource({
    "page.html, http://a.example/dir/page.html",
    "/page.html, http://a.example/page.html",
    "//b.example/, http://b.example/"
  })
  void relativeToTheBase(String written, String expected) {
    assertEquals(expected, LinkCleaner.clean(written, "http://a.example/dir/x"));
  }

  private static List<String> found(String text) {
    LinkList links = new LinkList(100, new Defects());
    LinkFinder.find(text, links);
    return links.all().stream().map(Link::target).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see http://a.example/x. | http://a.example/x",
        "(http://a.example/x) | http://a.example/x",
        "http://a.example/x_(y) | http://a.example/x_(y)",
        "<http://a.example/x> | http://a.example/x",
        "\"http://a.example/x\" | http://a.example/x",
        "HTTPS://A.example | https://a.example",
        "www.a.example, and | http://www.a.example",
        "go to a.com now | http://a.com",
        "go to a.de/x now | http://a.de/x",
        "x:http://a.example/ | http://a.example/",
        "http://a.example/?u=http://b.example/ | http://a.example/?u=http://b.example/",
        "mailto:a@a.example? | mailto:a@a.example"
      })
  void foundInText(String text, String expected) {
    assertEquals(List.of(expected), found(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@a.com", "a.b@c.com", "1.5", "end.Next", "http:", "http is", "e.g.", "a..com"})
  void noAddressInText(String text) {
    assertEquals(List.of(), found(text));
  }

  @Test
  void everyAddressOnce() {
    assertEquals(
        List.of("http://a.example/", "http://b.example/"),
        found("http://a.example/ http://b.example/ http://a.example/"));
  }
}
