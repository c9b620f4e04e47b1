package org.mailweir.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Messages that mail readers take in different ways, each with one sentence that at least one of
 * them shows. They follow the kinds of ambiguity that are known to hide text from filters.
 */
public final class AmbiguousMime {

  private final String secret;
  private final List<Variant> variants = new ArrayList<>();

  /** One message. */
  public record Variant(String name, byte[] message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private AmbiguousMime(String secret) {
    this.secret = secret;
  }

  /** All variants round a sentence, which must be ASCII, without an equals sign, in one line. */
  public static List<Variant> around(String sentence) {
    AmbiguousMime all = new AmbiguousMime(sentence);
    all.boundaries();
    all.contentTypes();
    all.encodings();
    all.base64();
    all.outside();
    all.headers();
    all.structures();
    all.wrappers();
    return List.copyOf(all.variants);
  }

  private void add(String name, String... lines) {
    String text = "From: a@a.example\nMIME-Version: 1.0\n" + String.join("\n", lines) + "\n";
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    variants.add(new Variant(name, bytes));
  }

  private String encoded() {
    return base64(secret);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Two parts in the boundary {@code shown}; the second holds the sentence in base64. */
  private void multipart(String name, String contentType, String shown) {
    add(
        name,
        "Content-Type: " + contentType,
        "",
        "--" + shown,
        "Content-Type: text/plain",
        "",
        "hello",
        "--" + shown,
        "Content-Type: text/plain",
        "Content-Transfer-Encoding: base64",
        "",
        encoded(),
        "--" + shown + "--");
  }

  private void boundaries() {
    for (String shown : List.of("first", "second")) {
      multipart(
          "two boundaries, " + shown, "multipart/mixed; boundary=first; boundary=second", shown);
      multipart(
          "sections and plain, " + shown,
          "multipart/mixed; boundary=first; boundary*0=sec; boundary*1=ond",
          shown);
      multipart(
          "charset and plain, " + shown,
          "multipart/mixed; boundary*=us-ascii''first; boundary=second",
          shown);
    }
    multipart("comment taken out", "multipart/mixed; boundary=one(two)", "one");
    multipart("comment left in", "multipart/mixed; boundary=one(two)", "one(two)");
    multipart("comment before", "multipart/mixed; boundary=(c)one", "one");
    multipart("comment before left in", "multipart/mixed; boundary=(c)one", "(c)one");
    multipart("behind the quotes", "multipart/mixed; boundary=\"one\"two", "one");
    multipart("quotes taken out", "multipart/mixed; boundary=\"one\"two", "onetwo");
    multipart("cut at a blank", "multipart/mixed; boundary=one two", "one");
    multipart("not cut at a blank", "multipart/mixed; boundary=one two", "one two");
    multipart("cut at NUL", "multipart/mixed; boundary=\"one\0two\"", "one");
    multipart("NUL taken out", "multipart/mixed; boundary=\"one\0two\"", "onetwo");
    multipart("boundary of other case", "multipart/mixed; boundary=one", "ONE");
    multipart("no boundary", "multipart/mixed", "guess");
    multipart("wrong boundary", "multipart/mixed; boundary=none", "guess");
    multipart("empty boundary guessed", "multipart/mixed; boundary=\"\"", "guess");
    multipart("percent code", "multipart/mixed; boundary*=us-ascii''on%65", "one");
    multipart("percent code left", "multipart/mixed; boundary*=us-ascii''on%65; boundary=x", "x");
    multipart("missing semicolon, first", "multipart/mixed boundary=one; boundary=two", "one");
    multipart("missing semicolon, second", "multipart/mixed boundary=one; boundary=two", "two");
    multipart("comma, first", "multipart/mixed, boundary=one; boundary=two", "one");
  }

  private void contentTypes() {
    for (String shown : List.of("first", "second")) {
      multipart(
          "two fields, " + shown,
          "multipart/mixed; boundary=first\nContent-Type: multipart/mixed; boundary=second",
          shown);
    }
    multipart(
        "text and multipart", "text/plain\nContent-Type: multipart/mixed; boundary=one", "one");
    multipart(
        "multipart and text", "multipart/mixed; boundary=one\nContent-Type: text/plain", "one");
    multipart(
        "three fields",
        "multipart/mixed; boundary=a\nContent-Type: text/html\n"
            + "Content-Type: multipart/mixed; boundary=one",
        "one");
    multipart(
        "picture and multipart", "image/png\nContent-Type: multipart/mixed; boundary=one", "one");
    add(
        "a part with two types",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: application/octet-stream",
        "Content-Type: text/plain",
        "Content-Transfer-Encoding: base64",
        "",
        encoded(),
        "--b--");
  }

  private void leaf(String name, String fields, String body) {
    add(name, "Content-Type: text/plain", fields, "", body);
  }

  private void encodings() {
    for (String odd :
        List.of(
            "\"base64\"",
            "base64;",
            "BASE64(c)",
            "(c) base64",
            "base 64",
            "x-base64",
            "base64,",
            "'base64'",
            "base64 base64",
            "base64; charset=utf-8",
            "base-64")) {
      leaf("encoding " + odd, "Content-Transfer-Encoding: " + odd, encoded());
      leaf("encoding " + odd + " not known", "Content-Transfer-Encoding: " + odd, secret);
    }
    String hex = "=58" + secret;
    for (String odd : List.of("\"quoted-printable\"", "quoted-printable;", "quoted printable")) {
      leaf("encoding " + odd, "Content-Transfer-Encoding: " + odd, hex.replace("X", "=\nX"));
    }
    leaf(
        "two encodings, first",
        "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit",
        encoded());
    leaf(
        "two encodings, second",
        "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64",
        encoded());
    leaf(
        "two encodings, plain",
        "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit",
        secret);
    leaf(
        "three encodings",
        "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: quoted-printable\n"
            + "Content-Transfer-Encoding: base64",
        encoded());
  }

  private void base64() {
    String field = "Content-Transfer-Encoding: base64";
    String head = base64("hi");
    leaf("padding, then more", field, head + encoded());
    leaf("padded line, then more", field, head + "\n" + encoded());
    String whole = encoded();
    leaf("padding is passed over", field, whole.substring(0, 6) + "=" + whole.substring(6));
    leaf(
        "padding at each line",
        field,
        base64(secret.substring(0, 4)) + "\n" + base64(secret.substring(4)));
  }

  private void outside() {
    String type = "Content-Type: multipart/mixed; boundary=b";
    add("text before the parts", type, "", secret, "--b", "", "hello", "--b--");
    add("text behind the parts", type, "", "--b", "", "hello", "--b--", secret);
    add(
        "parts behind the end",
        type,
        "",
        "--b",
        "",
        "hello",
        "--b--",
        "--b",
        "Content-Transfer-Encoding: base64",
        "",
        encoded(),
        "--b--");
    add(
        "parts before the start",
        type,
        "",
        "--c",
        "Content-Transfer-Encoding: base64",
        "",
        secret,
        "--b",
        "",
        "x",
        "--b--");
  }

  private void headers() {
    String type = "Content-Type: multipart/mixed; boundary=b";
    add("a part without a header", type, "", "--b", secret, "", "hello", "--b--");
    add("a part of text alone", type, "", "--b", "hello", secret, "--b--");
    add(
        "a field behind text",
        type,
        "",
        "--b",
        secret,
        "Content-Type: text/plain",
        "",
        "x",
        "--b--");
    add(
        "a line that is no field",
        "no field",
        "Content-Type: text/plain",
        "Content-Transfer-Encoding: base64",
        "",
        encoded());
    add("text in the header", secret, "Content-Type: text/plain", "", "hello");
  }

  private void structures() {
    add(
        "multipart under base64",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Transfer-Encoding: base64",
        "",
        base64("--b\r\n\r\n" + secret + "\r\n--b--\r\n"));
    add(
        "multipart under quoted-printable",
        "Content-Type: multipart/mixed; boundary==_b",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "--=3D_b",
        "",
        secret,
        "--=3D_b--");
  }

  private void wrappers() {
    leaf("uuencoded in text", "X: y", "begin 644 a.txt\n" + uuencoded(secret) + "\n`\nend");
  }

  private static String uuencoded(String text) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from += 45) {
      int count = Math.min(45, bytes.length - from);
      out.append(from == 0 ? "" : "\n").append(sign(count));
      for (int i = 0; i < count; i += 3) {
        int bits =
            at(bytes, from + i) << 16 | at(bytes, from + i + 1) << 8 | at(bytes, from + i + 2);
        for (int shift = 18; shift >= 0; shift -= 6) {
          out.append(sign(bits >> shift & 63));
        }
      }
    }
    return out.toString();
  }

  private static char sign(int six) {
    return (char) (six == 0 ? '`' : ' ' + six);
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xFF : 0;
  }
}
