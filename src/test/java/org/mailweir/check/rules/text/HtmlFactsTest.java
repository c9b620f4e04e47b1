package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlFactsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          length             | <b>x</b>                                        | 8
          html_length        | <b>x y</b>                                      | 3
          non_space_len      | <b>x y</b>                                      | 2
          ratio              | <b>x</b>                                        | 0.875
          image_area         | <img width=10 height=20><img width=50% height=x>| 80200
          min_size           | <font size=-2>x<font size=+1>                   | 1
          max_size           | <font size=-2>x<font size=+1>                   | 4
          closed_extra_ratio | <b></b></b></i>                                 | 0.5
          bad_tag_ratio      | <b></b><x></x>                                  | 0.5
          non_element_ratio  | <b><b><x>                                       | 0.5
          obfuscation_ratio  | v<x>ia<x>gra                                    | 1
          backhair_count     | v<x>ia<x>gra                                    | 2
          font_low_contrast  | <font color=white>x                             | 1
          font_invalid_color | <font color=nothing>x                           | 1
          font_face_bad      | <font face='123'>                               | 1
          form_action_mailto | <form action='MAILTO:a@b'>                      | 1
          embeds             | <object>                                        | 1
          """)
  void numbers(String name, String html, double value) {
    assertEquals(value, Texts.facts(html).number(name).orElse(Double.NaN), 1e-9);
  }

  @Test
  void factsThatAreNotThere() {
    HtmlFacts facts = Texts.facts("<font face='Arial, \"Sans Serif\"' color=red>x");
    assertTrue(facts.number("font_face_bad").isEmpty());
    assertTrue(facts.number("font_low_contrast").isEmpty());
    assertTrue(facts.number("obfuscation_ratio").isEmpty());
    assertEquals(List.of(), facts.texts("title"));
  }

  @Test
  void anIgnoredEndConcludesNothing() {
    HtmlFacts facts = Texts.facts("<b>x</b><font color=white>y<![IGNORE[ z");
    assertEquals(1, facts.number("font_low_contrast").orElse(0));
    assertTrue(facts.number("length").isEmpty());
    assertEquals(Map.of(), facts.tags());
  }

  @Test
  void tags() {
    HtmlFacts facts = Texts.facts("<!DOCTYPE html><b><B></b></i>");
    assertEquals(Map.of("!doctype", 0, "b", 1, "i", 0), facts.tags());
    assertTrue(facts.seen("i"));
    assertFalse(facts.seen("p"));
    assertEquals(1, facts.open("b"));
  }

  @Test
  void textsOfElements() {
    HtmlFacts facts =
        Texts.facts(
            "<title>t&amp;</title><a href=x>one</a><a>two<img></a><!-- c --><script>s</script>");
    assertEquals(List.of("t&"), facts.texts("title"));
    assertEquals(List.of("one", "two<img>\n"), facts.texts("anchor"));
    assertEquals(List.of("<!-- c -->"), facts.texts("comment"));
    assertEquals(List.of("s"), facts.texts("script"));
  }

  private static Map<String, Set<String>> links(String html) {
    return Texts.facts(html).links().stream()
        .collect(Collectors.toMap(HtmlLink::uri, HtmlLink::types));
  }

  @Test
  void linksOfElements() {
    assertEquals(
        Map.of(
            "http://a.example/", Set.of("a"),
            "http://i.example/", Set.of("img"),
            "http://f.example/", Set.of("form"),
            "http://m.example/", Set.of("meta"),
            "http://b.example/", Set.of("td")),
        links(
            "<a href=' http://a.example/ '><img src=http://i.example/>"
                + "<form action=http://f.example/><td background=http://b.example/>"
                + "<meta http-equiv=refresh content='0; url=http://m.example/ ;x'>"));
  }

  @Test
  void relativeLinksAreResolvedButTheirAnchorsAreNot() {
    List<HtmlLink> links =
        Texts.facts("<base href=http://b.example/x/y.html><a href='../z'>t</a>").links();
    assertEquals(
        List.of(
            new HtmlLink("http://b.example/x/y.html", Set.of("base"), List.of()),
            new HtmlLink("http://b.example/z", Set.of("a"), List.of()),
            new HtmlLink("../z", Set.of(), List.of("t"))),
        links);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/b/c, d, http://a/b/d",
    "http://a/b/c, /d, http://a/d",
    "http://a/b/c, ../../d, http://a/d",
    "http://a/b/c, ./d/./e/../f, http://a/b/d/f",
    "http://a/b/c, ?q, http://a/b/c?q",
    "http://a/b/c, #f, http://a/b/c#f",
    "http://a/b/c, http:d, http://a/b/d",
    "http://a/b/c, https://x/../y, https://x/y",
    "'', //www.x.example/y, http://www.x.example/y",
    "'', //ftp2.x.example, ftp://ftp2.x.example",
    "'', x/y, x/y"
  })
  void resolution(String base, String reference, String resolved) {
    assertEquals(resolved, UriReference.resolve(base, reference));
  }

  @Test
  void attributesThatRunIntoEachOther() {
    assertTrue(links("<a class=x a/href=http://a.example/>").containsKey("http://a.example/"));
  }
}
