package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader sees of HTML, and what not. */
final class HtmlReaderTest {

  private static HtmlText read(String html) {
    return HtmlReader.read(html, new LinkList(100, new Defects()));
  }

  private static List<Link> links(String html) {
    LinkList links = new LinkList(100, new Defects());
    HtmlReader.read(html, links);
    return links.all();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='display:none'>secret</p>",
        "<p style='DISPLAY : None !important'>secret</p>",
        "<div style='display:none'><p style='display:block'>secret</p></div>",
        "<p style='visibility:hidden'>secret</p>",
        "<p style='opacity:0'>secret</p>",
        "<p style='opacity: 0.0'>secret</p>",
        "<p style='font-size:0'>secret</p>",
        "<p style='font-size:1px'>secret</p>",
        "<p style='font:0px/0 Arial'>secret</p>",
        "<p style='font-size:0%'>secret</p>",
        "<p hidden>secret</p>",
        "<font color=white>secret</font>",
        "<font color='#fefefe'>secret</font>",
        "<p style='color:#fff'>secret</p>",
        "<p style='color: rgb(255, 255, 255)'>secret</p>",
        "<table><tr><td bgcolor=black><font color=#000001>secret</font></td></tr></table>",
        "<p style='background:#123456;color:#123456'>secret</p>",
        "<div style='height:0;overflow:hidden'>secret</div>",
        "<div style='max-height:0px;width:0;overflow:hidden'>secret</div>",
        "<div style='text-indent:-9999px'>secret</div>",
        "<div style='position:absolute;left:-9999px'>secret</div>",
        "<style>.x{display:none}</style><p class='y x'>secret</p>",
        "<style>#x, p.z {color:white}</style><p id=x>secret</p>",
        "<style>i{font-size:0}</style><i>secret</i>"
      })
  void hidden(String html) {
    HtmlText text = read(html + "<p>seen</p>");
    assertEquals("seen", text.visible());
    assertEquals("secret", text.hidden());
    assertEquals("secret\nseen", text.rendered().replace("secretseen", "secret\nseen"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='display:block'>text</p>",
        "<p style='font-size:12px'>text</p>",
        "<p style='font:bold 12px Arial'>text</p>",
        "<p style='font:400 12px Arial'>text</p>",
        "<div style='font-size:0'><p style='font-size:14px'>text</p></div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>text</p></div>",
        "<div bgcolor=black><font color=white>text</font></div>",
        "<div style='background:url(x.png)'><font color=white>text</font></div>",
        "<p style='color:blue'>text</p>",
        "<p style='opacity:0.5'>text</p>",
        "<div style='overflow:hidden;height:20px'>text</div>",
        "<style>@media screen { .x{display:none} }</style><p class=x>text</p>",
        "<style>.y{display:none}</style><p class=x>text</p>"
      })
  void visible(String html) {
    assertEquals("text", read(html).visible());
    assertEquals("", read(html).hidden());
  }

  @Test
  void blocksAreLinesAndCellsAreApart() {
    assertEquals(
        "a b\nc\nd e\nf",
        read("<p>a  <b>b</b></p>c<br>d&nbsp;e<table><tr><td>f</td></tr></table>").visible());
    assertEquals("a b", read("<table><tr><td>a</td><td>b</td></tr></table>").visible());
  }

  @Test
  void scriptsAndStylesAreNoText() {
    HtmlText text = read("<title>t</title><script>s</script><style>p{}</style>x<!-- c -->");
    assertEquals("x", text.visible());
    assertEquals("t", text.title());
    assertEquals(" c \n", text.comments());
  }

  @Test
  void counts() {
    HtmlText text = read("<form><img src=a><img src=b></form>");
    assertEquals(2, text.images());
    assertEquals(1, text.forms());
  }

  @Test
  void linksWithTheirText() {
    assertEquals(
        List.of(
            new Link(Link.Kind.ANCHOR, "http://a.example/", "click here"),
            new Link(Link.Kind.ANCHOR, "http://b.example/", "logo"),
            new Link(Link.Kind.FORM, "http://d.example/", "")),
        links(
            "<a href='h&#116;tp://a.example/'>click <b>here</b></a>"
                + "<a href=http://b.example/><img alt=logo></a>"
                + "<form action=http://d.example/></form>"));
  }

  @Test
  void whatIsFetched() {
    assertEquals(
        List.of(
            "http://a.example/1", "http://a.example/2", "http://a.example/3", "http://a.example/4"),
        links(
                "<meta http-equiv=refresh content='0; URL=http://a.example/1'>"
                    + "<body background=http://a.example/2><img src=http://a.example/3>"
                    + "<p style='background: url(\"http://a.example/4\")'>")
            .stream()
            .map(Link::target)
            .toList());
  }

  @Test
  void theBaseHoldsForRelativeLinks() {
    assertEquals(
        "http://a.example/d/x",
        links("<base href=http://a.example/d/><a href=x>y</a>").getFirst().target());
  }
}
