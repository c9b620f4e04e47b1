package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlRendererTest {

  /** HTML, and what it shows; {@code ~} stands for a line feed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a<br>b<br/>c<br />d              | a~b~c~d
          <p>a</p><p>b                     | '~~a~~~~b'
          <td>a</td><th>b                  | ' a  b'
          a <b> b</b>                      | 'a  b'
          a <br> b                         | a~b
          'x&nbsp;&lt;&ampy&euro;z'        | 'x <&y€z'
          &eacute&#233;&#xe9;&euro;        | ééé€
          &unknown; &#0; &#1114112;        | &unknown; &#0; &#1114112;
          &#55357;&#56832;                 | 😀
          <script>a < b</script>c          | c
          <style>a{}</style>c              | c
          <title>t<b>u</title>v            | '~~t<b>u~~v'
          <textarea>&lt;<b></textarea>     | <<b>
          a<!-- x > y -->b                 | ab
          a<!-- never ends <b>b            | ab
          a<!x y>b                         | ab
          a<![if !mso]>b<![endif]>c        | abc
          a<![CDATA[<b>&lt;]]>c            | a<b>&lt;c
          a<? x >b                         | ab
          a < b                            | a < b
          a <1> b                          | a <1> b
          a<b title="x>y">b                | ab
          a<b title=x>b                    | ab
          a<b never ends                   | a
          a</b x="y>z">b                   | ab
          <xmp><b>x</b></xmp>              | '~~<b>x</b>~~'
          <plaintext>a</plaintext>b        | '~~a</plaintext>b'
          a<unknown>b                      | ab
          """)
  void shows(String html, String shown) {
    assertEquals(Octets.utf8(shown.replace('~', '\n')), Texts.shown(Octets.utf8(html)));
  }

  @Test
  void hiddenTextStaysButIsTold() {
    MimePart part =
        Texts.html(
                """
                a<font color="#ffffff">b</font><font color=#fefefe>c</font>\
                <span style="display: none">d</span><font size=1>e</font>\
                <p style="visibility:hidden">f</p><span style="color: ">g</span>\
                <span style="background:#000 url(x)">h</span>i""")
            .root();
    assertEquals("abcde\n\nf\n\nghi", part.rendered());
    assertEquals("bcdefgh", part.invisible());
    assertEquals("a\n\n\n\ni", part.visible());
  }

  @Test
  void cellsEndTheStyleOfCellsBefore() {
    MimePart part = Texts.html("<table><tr><td><font color=white>a<td>b<tr><td>c</table>").root();
    assertEquals("a", part.invisible());
  }

  @Test
  void literalElementsThatNeverEnd() {
    assertEquals("a", Texts.shown("a<script>b <b>c"));
    assertEquals(
        "a\n\n\n\nt\n\n",
        Texts.shown("a<title></title>t<title>").replace("\n\n\n\n\n\n", "\n\n\n\n"));
  }
}
