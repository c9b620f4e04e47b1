package org.mailweir.check.rules.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Character references of HTML, decoded as HTML::Parser decodes them: the names of Latin-1 need no
 * semicolon, in text not even an end; of numbers, those that are no character stay as written.
 */
final class HtmlEntities {

  private static final int LONGEST_SHORT_NAME = 6;
  private static final int LAST_POINT = 0x10FFFF;

  /** Names that need no semicolon. */
  private static final Map<String, String> SHORT =
      table(
          """
          AElig=198 Aacute=193 Acirc=194 Agrave=192 Aring=197 Atilde=195 Auml=196
          Ccedil=199 ETH=208 Eacute=201 Ecirc=202 Egrave=200 Euml=203 Iacute=205
          Icirc=206 Igrave=204 Iuml=207 Ntilde=209 Oacute=211 Ocirc=212 Ograve=210
          Oslash=216 Otilde=213 Ouml=214 THORN=222 Uacute=218 Ucirc=219 Ugrave=217
          Uuml=220 Yacute=221 aacute=225 acirc=226 acute=180 aelig=230 agrave=224
          amp=38 apos=39 aring=229 atilde=227 auml=228 brvbar=166 ccedil=231 cedil=184
          cent=162 copy=169 curren=164 deg=176 divide=247 eacute=233 ecirc=234
          egrave=232 eth=240 euml=235 frac12=189 frac14=188 frac34=190 gt=62 iacute=237
          icirc=238 iexcl=161 igrave=236 iquest=191 iuml=239 laquo=171 lt=60 macr=175
          micro=181 middot=183 nbsp=160 not=172 ntilde=241 oacute=243 ocirc=244
          ograve=242 ordf=170 ordm=186 oslash=248 otilde=245 ouml=246 para=182
          plusmn=177 pound=163 quot=34 raquo=187 reg=174 sect=167 shy=173 sup1=185
          sup2=178 sup3=179 szlig=223 thorn=254 times=215 uacute=250 ucirc=251
          ugrave=249 uml=168 uuml=252 yacute=253 yen=165 yuml=255
          """);

  /** Names that need one. */
  private static final Map<String, String> LONG =
      table(
          """
          Alpha=913 Beta=914 Chi=935 Dagger=8225 Delta=916 Epsilon=917 Eta=919
          Gamma=915 Iota=921 Kappa=922 Lambda=923 Mu=924 Nu=925 OElig=338 Omega=937
          Omicron=927 Phi=934 Pi=928 Prime=8243 Psi=936 Rho=929 Scaron=352 Sigma=931
          Tau=932 Theta=920 Upsilon=933 Xi=926 Yuml=376 Zeta=918 alefsym=8501 alpha=945
          and=8743 ang=8736 asymp=8776 bdquo=8222 beta=946 bull=8226 cap=8745 chi=967
          circ=710 clubs=9827 cong=8773 crarr=8629 cup=8746 dArr=8659 dagger=8224
          darr=8595 delta=948 diams=9830 empty=8709 emsp=8195 ensp=8194 epsilon=949
          equiv=8801 eta=951 euro=8364 exist=8707 fnof=402 forall=8704 frasl=8260
          gamma=947 ge=8805 hArr=8660 harr=8596 hearts=9829 hellip=8230 image=8465
          infin=8734 int=8747 iota=953 isin=8712 kappa=954 lArr=8656 lambda=955
          lang=9001 larr=8592 lceil=8968 ldquo=8220 le=8804 lfloor=8970 lowast=8727
          loz=9674 lrm=8206 lsaquo=8249 lsquo=8216 mdash=8212 minus=8722 mu=956
          nabla=8711 ndash=8211 ne=8800 ni=8715 notin=8713 nsub=8836 nu=957 oelig=339
          oline=8254 omega=969 omicron=959 oplus=8853 or=8744 otimes=8855 part=8706
          permil=8240 perp=8869 phi=966 pi=960 piv=982 prime=8242 prod=8719 prop=8733
          psi=968 rArr=8658 radic=8730 rang=9002 rarr=8594 rceil=8969 rdquo=8221
          real=8476 rfloor=8971 rho=961 rlm=8207 rsaquo=8250 rsquo=8217 sbquo=8218
          scaron=353 sdot=8901 sigma=963 sigmaf=962 sim=8764 spades=9824 sub=8834
          sube=8838 sum=8721 sup=8835 supe=8839 tau=964 there4=8756 theta=952
          thetasym=977 thinsp=8201 tilde=732 trade=8482 uArr=8657 uarr=8593 upsih=978
          upsilon=965 weierp=8472 xi=958 zeta=950 zwj=8205 zwnj=8204
          """);

  private final String in;
  private final boolean unicode;
  private final boolean prefixes;
  private final StringBuilder out;
  private int at;
  private int highSurrogate;

  private HtmlEntities(String in, boolean unicode, boolean prefixes) {
    this.in = in;
    this.unicode = unicode;
    this.prefixes = prefixes;
    out = new StringBuilder(in.length());
  }

  /**
   * @param unicode whether the text is Unicode; only then are surrogates below 256 looked at
   * @param prefixes whether a known short name counts when more letters follow it
   */
  static String decode(String text, boolean unicode, boolean prefixes) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    HtmlEntities entities = new HtmlEntities(text, unicode, prefixes);
    entities.run();
    return entities.out.toString();
  }

  private void run() {
    while (at < in.length()) {
      int amp = in.indexOf('&', at);
      amp = amp < 0 ? in.length() : amp;
      out.append(in, at, amp);
      at = amp;
      if (at < in.length()) {
        reference();
      }
    }
  }

  private void reference() {
    int start = at++;
    String character = peek(0) == '#' ? number() : named();
    if (character.isEmpty()) {
      out.append(in, start, at);
      return;
    }
    if (peek(0) == ';') {
      at++;
    }
    if (peek(0) != '&') {
      highSurrogate = 0;
    }
    out.append(character);
  }

  private char peek(int ahead) {
    return at + ahead < in.length() ? in.charAt(at + ahead) : 0;
  }

  private String number() {
    at++;
    int radix = 10;
    if (peek(0) == 'x' || peek(0) == 'X') {
      at++;
      radix = 16;
    }
    int value = 0;
    boolean ok = false;
    for (int digit; (digit = digit(peek(0), radix)) >= 0; at++) {
      value = value * radix + digit;
      if (value > LAST_POINT) {
        return "";
      }
      ok = true;
    }
    return ok && value > 0 ? character(value) : "";
  }

  private static int digit(char c, int radix) {
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }

  private String character(int point) {
    if (!unicode && point <= 0xFF) {
      return Character.toString(point);
    }
    if (point == 0xFFFE || point == 0xFFFF) {
      return "";
    }
    if ((point & 0xFFFFFC00) == 0xDC00) {
      return lowSurrogate(point);
    }
    highSurrogate = (point & 0xFFFFFC00) == 0xD800 ? point : 0;
    boolean wrong =
        highSurrogate != 0 || (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
    return wrong ? "\uFFFD" : Character.toString(point);
  }

  /** With the high one directly before it, it makes one character after all. */
  private String lowSurrogate(int low) {
    if (highSurrogate == 0) {
      return "\uFFFD";
    }
    int high = highSurrogate;
    highSurrogate = 0;
    out.setLength(out.length() - 1);
    return Character.toString(Character.toCodePoint((char) high, (char) low));
  }

  private String named() {
    int start = at;
    while (Octets.isLetter(peek(0)) || Octets.isDigit(peek(0))) {
      at++;
    }
    highSurrogate = 0;
    String name = in.substring(start, at);
    String character = SHORT.get(name);
    if (character == null && peek(0) == ';') {
      character = LONG.get(name);
    }
    return character == null ? prefix(start) : character;
  }

  private String prefix(int start) {
    int length = prefixes ? Math.min(at - start - 1, LONGEST_SHORT_NAME) : 0;
    for (; length > 0; length--) {
      String character = SHORT.get(in.substring(start, start + length));
      if (character != null) {
        at = start + length;
        return character;
      }
    }
    return "";
  }

  private static Map<String, String> table(String text) {
    Map<String, String> table = new HashMap<>();
    for (String entry : text.trim().split("\\s+")) {
      int equals = entry.indexOf('=');
      int point = Integer.parseInt(entry.substring(equals + 1));
      table.put(entry.substring(0, equals), Character.toString(point));
    }
    return Map.copyOf(table);
  }
}
