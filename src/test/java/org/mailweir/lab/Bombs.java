package org.mailweir.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** Messages made to exhaust a mail filter. None of them is a message that anybody sent. */
public enum Bombs {
  NESTED_MESSAGES_5000(() -> nestedMessages(5_000)),
  NESTED_MESSAGES_20000(() -> nestedMessages(20_000)),
  NESTED_MULTIPARTS_4000(() -> nestedMultiparts(4_000, "")),
  NESTED_MULTIPARTS_20000(() -> nestedMultiparts(20_000, "")),
  NESTED_100_OVER_2_MB(() -> nestedMultiparts(100, "some words of text ".repeat(110_000))),
  NESTED_29_OVER_20_MB(() -> nestedMultiparts(29, "some words of text\r\n".repeat(1_000_000))),
  NESTED_QUOTED_PRINTABLE_MESSAGES(() -> nestedEncodedMessages(300)),
  NESTED_MULTIPARTS_WITHOUT_PARTS(Bombs::nestedWithoutParts),
  SAME_BOUNDARY_NESTED(Bombs::sameBoundary),
  MILLION_EMPTY_PARTS(() -> parts(1_000_000, "\r\n\r\n")),
  THOUSAND_PARTS_OF_FOUR_READINGS(Bombs::manyReadings),
  THOUSAND_PARTS_OF_LONG_HEADERS(
      () -> parts(1_000, "X: " + "=?a?q?b?= ".repeat(2_000) + "\r\n\r\nx\r\n")),
  CLOSING_LINES_300000(
      () -> mail("Content-Type: multipart/mixed; boundary=b", "--b--\r\n".repeat(300_000))),
  LONG_BOUNDARY_OF_HYPHENS(
      () ->
          mail(
              "Content-Type: multipart/mixed; boundary=" + "-".repeat(990) + "x",
              ("-".repeat(990) + "\r\n").repeat(10_000))),
  BOUNDARY_LOOKALIKES(
      () -> mail("Content-Type: multipart/mixed; boundary=b", "--bb\r\n".repeat(1_500_000))),
  BOUNDARY_OF_A_MEGABYTE(
      () -> mail("Content-Type: multipart/mixed; boundary=" + "b".repeat(1_000_000), "text")),
  PARAMETERS_200000(() -> mail("Content-Type: text/plain" + "; a=b".repeat(200_000), "text")),
  PARAMETER_SECTIONS_20000(Bombs::parameterSections),
  CONTENT_TYPE_OF_BRACKETS(() -> mail("Content-Type: text/plain; a=" + "(".repeat(250_000), "x")),
  CONTENT_TYPE_OF_BLANKS(
      () -> mail("Content-Type: text" + " ".repeat(250_000) + "/plain; a" + " ".repeat(1000), "x")),
  CONTENT_TYPE_OF_QUOTES(() -> mail("Content-Type: text/plain; a=" + "\"\\".repeat(120_000), "x")),
  ADDRESSES_100000(() -> mail("To: " + "<a@b.example>, ".repeat(100_000), "text")),
  ENCODED_WORD_STARTS_100000(() -> mail("Subject: " + "=?".repeat(100_000), "text")),
  ENCODED_WORD_HEADS_40000(() -> mail("Subject: " + "=?a?q?".repeat(40_000), "text")),
  ENCODED_WORDS_20000(() -> mail("Subject: " + "=?utf-8?Q?a?= ".repeat(20_000), "text")),
  UNKNOWN_CHARSETS(Bombs::unknownCharsets),
  HEADER_LINE_OF_10_MB(() -> mail("X-Long: " + "a".repeat(10_000_000), "text")),
  HEADER_LINE_OF_10_MB_IN_A_PART(
      () -> parts(1, "X-Long: " + "a".repeat(10_000_000) + "\r\n\r\ntext")),
  FIELDS_100000(() -> mail("X: y\r\n".repeat(100_000) + "Subject: z", "text")),
  RECEIVED_10000(
      () -> mail("Received: from a (b [192.0.2.1]) by c\r\n".repeat(6_000) + "Subject: z", "text")),
  RECEIVED_OF_BRACKETS(() -> mail("Received: from " + "(".repeat(200_000), "text")),
  NO_FIELD_AT_ALL(() -> bytes("text without any field\r\n".repeat(400_000))),
  NUL_10_MB(() -> mail("Subject: z", "\0".repeat(10_000_000))),
  BASE64_50_MB(() -> encoded("base64", base64(37_000_000))),
  BASE64_OF_PADDING(() -> encoded("base64", "=".repeat(10_000_000))),
  BASE64_PADDED_GROUPS(() -> encoded("base64", "QQ==".repeat(2_000_000))),
  QUOTED_PRINTABLE_OF_EQUALS(() -> encoded("quoted-printable", "=".repeat(10_000_000))),
  QUOTED_PRINTABLE_OF_BLANKS(() -> encoded("quoted-printable", " ".repeat(10_000_000) + "x")),
  UUENCODE_BEGINS(() -> mail("Subject: z", "begin 644 a\r\n!80  \r\n".repeat(300_000))),
  UTF7(() -> charset("utf-7", "+AGE-".repeat(1_000_000))),
  ISO_2022(() -> charset("iso-2022-jp", "\u001b$B\u001b(B".repeat(500_000))),
  UTF16(() -> charset("utf-16", "a\0".repeat(2_000_000))),
  GB18030(() -> charset("gb18030", "\u00816\u00816".repeat(1_000_000))),
  HTML_NESTED_DIVS(() -> html("<div>".repeat(200_000))),
  HTML_NESTED_FONTS(() -> html("<font color=red>".repeat(100_000))),
  HTML_NESTED_TABLES(() -> html("<table><tr><td>".repeat(70_000))),
  HTML_BROKEN_TABLES(() -> html("<table><a>x".repeat(90_000))),
  HTML_MISNESTED(() -> html("<b><p><i>".repeat(100_000) + "</b></p></i>".repeat(1_000))),
  HTML_ATTRIBUTES(() -> html("<a " + manyAttributes(100_000) + ">")),
  HTML_ANCHORS(() -> html("<a href=http://a.example/>x</a>".repeat(60_000))),
  HTML_ANCHORS_WITHOUT_END(() -> html("<a href=http://a.example/>x".repeat(60_000))),
  HTML_OF_BRACKETS(() -> html("<".repeat(1_000_000))),
  HTML_COMMENTS(() -> html("<!--x-->".repeat(120_000) + "<!--" + "-".repeat(500_000))),
  HTML_ENTITIES(() -> html("&amp;&#x41;&nosuch;".repeat(100_000))),
  HTML_STYLES(() -> html("<style>" + ".a{color:red}".repeat(50_000) + "</style><p class=a>x")),
  HTML_STYLED_ELEMENTS(() -> html("<p class='a b c' style='color:red;font:1px x'>".repeat(20_000))),
  HTML_SELECTS(() -> html("<select><option>".repeat(60_000))),
  HTML_PARTS(() -> parts(1_000, "Content-Type: text/html\r\n\r\n" + "<p>".repeat(3_000) + "\r\n")),
  HTML_LONG_BASES(
      () ->
          parts(
              280,
              "Content-Type: text/html\r\n\r\n<base href=http://a.example/"
                  + "b".repeat(8_000)
                  + "/>"
                  + "<a href=x>x</a>".repeat(100)
                  + "\r\n")),
  LINKS_500000(() -> mail("Subject: z", "http://a.example/ ".repeat(200_000))),
  LINK_HEADS(() -> mail("Subject: z", "http:".repeat(800_000))),
  LINK_OF_BRACKETS(() -> mail("Subject: z", "http://a.example/" + "()".repeat(1_000_000))),
  DOTS(() -> mail("Subject: z", "a.".repeat(2_000_000))),
  DOTS_ALONE(() -> mail("Subject: z", ".".repeat(4_000_000))),
  WWW(() -> mail("Subject: z", "www.".repeat(1_000_000))),
  ATTACHED_ZIP_TREE(Attached.TREE::message),
  ATTACHED_ZIP_TOWER(Attached.TOWER::message),
  ATTACHED_ZIP_OVERLAPPING(Attached.OVERLAPPING::message),
  ATTACHED_GZIP_QUINE(Attached.QUINE::message),
  ATTACHED_GZIP_OF_ZEROS(Attached.ZEROS::message),
  ATTACHED_BZIP2_OF_ZEROS(Attached.BZIP2::message),
  ATTACHED_7Z_OF_ZEROS(Attached.SOLID::message),
  ATTACHED_TAR_OF_50000(Attached.MANY_IN_TAR::message),
  ATTACHED_ZIP_OF_18_MB(Attached.LARGE::message),
  PREAMBLE_20_MB(
      () -> mail("Content-Type: multipart/mixed; boundary=b", "text\r\n".repeat(3_500_000)));

  private final Supplier<byte[]> maker;

  Bombs(Supplier<byte[]> maker) {
    this.maker = maker;
  }

  /**
   * The message in canonical form (lines end in CRLF); made anew at each call, since some are
   * large.
   */
  public byte[] message() {
    return maker.get();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] mail(String fields, String body) {
    return bytes("From: a@a.example\r\n" + fields + "\r\n\r\n" + body + "\r\n");
  }

  private static byte[] html(String html) {
    return mail("Content-Type: text/html", html);
  }

  private static byte[] charset(String name, String text) {
    return mail("Content-Type: text/plain; charset=" + name, text);
  }

  private static byte[] encoded(String encoding, String body) {
    return mail("Content-Type: text/plain\r\nContent-Transfer-Encoding: " + encoding, body);
  }

  private static String base64(int size) {
    return Base64.getMimeEncoder().encodeToString(new byte[size]);
  }

  private static byte[] nestedMessages(int levels) {
    return mail(
        "Content-Type: message/rfc822", "Content-Type: message/rfc822\r\n\r\n".repeat(levels));
  }

  private static byte[] nestedMultiparts(int levels, String leaf) {
    StringBuilder out = new StringBuilder("From: a@a.example\r\n");
    for (int i = 0; i < levels; i++) {
      out.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      out.append(i).append("\r\n");
    }
    return bytes(out.append("\r\n").append(leaf).append("\r\n").toString());
  }

  private static byte[] nestedEncodedMessages(int levels) {
    return mail(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable",
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            .repeat(levels));
  }

  /** Each multipart has no part in the boundary that it names, but one in the one it uses. */
  private static byte[] nestedWithoutParts() {
    String head =
        "Content-Type: multipart/mixed; boundary=none\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    StringBuilder out = new StringBuilder("From: a@a.example\r\n").append(head);
    for (int i = 0; i < 2_000; i++) {
      out.append("=\r\n\r\n--x").append(i).append("\r\n").append(head);
    }
    return bytes(out.toString());
  }

  private static byte[] sameBoundary() {
    return mail(
        "Content-Type: multipart/mixed; boundary=b",
        "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(50_000));
  }

  private static byte[] parts(int count, String part) {
    return mail(
        "Content-Type: multipart/mixed; boundary=b", ("--b\r\n" + part).repeat(count) + "--b--");
  }

  private static byte[] manyReadings() {
    String part =
        "Content-Type: multipart/mixed; boundary=c\r\nContent-Type: text/html\r\n"
            + "Content-Type: text/plain\r\nContent-Type: message/rfc822\r\n"
            + "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
            + "--c\r\n\r\nsome words of text\r\n".repeat(20);
    return parts(1_000, part);
  }

  private static byte[] parameterSections() {
    StringBuilder out = new StringBuilder("Content-Disposition: attachment");
    for (int i = 0; i < 20_000; i++) {
      out.append("; filename*").append(i).append("=a");
    }
    return mail(out.toString(), "text");
  }

  private static byte[] unknownCharsets() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 1_900; i++) {
      out.append("X: ");
      for (int word = 0; word < 8; word++) {
        out.append("=?x").append(i).append(word).append("?q?=E4?= ");
      }
      out.append("\r\n");
    }
    return mail(out + "Subject: z", "text");
  }

  private static String manyAttributes(int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      out.writeBytes(bytes("a" + i + "=b "));
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
