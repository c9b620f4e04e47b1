package org.mailweir.check.rules.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours of HTML and CSS as {@code #rrggbb}. */
final class CssColor {

  /** What is no colour. Text in it counts as hidden. */
  static final String INVALID = "invalid";

  private static final int LONGEST = 200;

  /** The named colours of CSS Color Module Level 3. */
  private static final Map<String, String> NAMES =
      names(
          """
          aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff
          beige=f5f5dc bisque=ffe4c4 black=000000 blanchedalmond=ffebcd blue=0000ff
          blueviolet=8a2be2 brown=a52a2a burlywood=deb887 cadetblue=5f9ea0 chartreuse=7fff00
          chocolate=d2691e coral=ff7f50 cornflowerblue=6495ed cornsilk=fff8dc crimson=dc143c
          cyan=00ffff darkblue=00008b darkcyan=008b8b darkgoldenrod=b8860b darkgray=a9a9a9
          darkgreen=006400 darkgrey=a9a9a9 darkkhaki=bdb76b darkmagenta=8b008b
          darkolivegreen=556b2f darkorange=ff8c00 darkorchid=9932cc darkred=8b0000
          darksalmon=e9967a darkseagreen=8fbc8f darkslateblue=483d8b darkslategray=2f4f4f
          darkslategrey=2f4f4f darkturquoise=00ced1 darkviolet=9400d3 deeppink=ff1493
          deepskyblue=00bfff dimgray=696969 dimgrey=696969 dodgerblue=1e90ff firebrick=b22222
          floralwhite=fffaf0 forestgreen=228b22 fuchsia=ff00ff gainsboro=dcdcdc
          ghostwhite=f8f8ff gold=ffd700 goldenrod=daa520 gray=808080 green=008000
          greenyellow=adff2f grey=808080 honeydew=f0fff0 hotpink=ff69b4 indianred=cd5c5c
          indigo=4b0082 ivory=fffff0 khaki=f0e68c lavender=e6e6fa lavenderblush=fff0f5
          lawngreen=7cfc00 lemonchiffon=fffacd lightblue=add8e6 lightcoral=f08080
          lightcyan=e0ffff lightgoldenrodyellow=fafad2 lightgray=d3d3d3 lightgreen=90ee90
          lightgrey=d3d3d3 lightpink=ffb6c1 lightsalmon=ffa07a lightseagreen=20b2aa
          lightskyblue=87cefa lightslategray=778899 lightslategrey=778899 lightsteelblue=b0c4de
          lightyellow=ffffe0 lime=00ff00 limegreen=32cd32 linen=faf0e6 magenta=ff00ff
          maroon=800000 mediumaquamarine=66cdaa mediumblue=0000cd mediumorchid=ba55d3
          mediumpurple=9370db mediumseagreen=3cb371 mediumslateblue=7b68ee
          mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585
          midnightblue=191970 mintcream=f5fffa mistyrose=ffe4e1 moccasin=ffe4b5
          navajowhite=ffdead navy=000080 oldlace=fdf5e6 olive=808000 olivedrab=6b8e23
          orange=ffa500 orangered=ff4500 orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98
          paleturquoise=afeeee palevioletred=db7093 papayawhip=ffefd5 peachpuff=ffdab9
          peru=cd853f pink=ffc0cb plum=dda0dd powderblue=b0e0e6 purple=800080 red=ff0000
          rosybrown=bc8f8f royalblue=4169e1 saddlebrown=8b4513 salmon=fa8072 sandybrown=f4a460
          seagreen=2e8b57 seashell=fff5ee sienna=a0522d silver=c0c0c0 skyblue=87ceeb
          slateblue=6a5acd slategray=708090 slategrey=708090 snow=fffafa springgreen=00ff7f
          steelblue=4682b4 tan=d2b48c teal=008080 thistle=d8bfd8 tomato=ff6347 turquoise=40e0d0
          violet=ee82ee wheat=f5deb3 white=ffffff whitesmoke=f5f5f5 yellow=ffff00
          yellowgreen=9acd32
          """);

  private static final Pattern HEX_OR_RGB =
      Pattern.compile("[#a-f0-9]*\\n?|(?s:.*)rgb\\([\\d%, ]*\\)(?s:.*)");
  private static final Pattern PERCENT =
      Pattern.compile("rgb\\((\\d{1,6})%,\\s*(\\d{1,6})%,\\s*(\\d{1,6})%\\s*\\)");
  private static final Pattern DECIMAL =
      Pattern.compile("rgb\\((\\d{1,6}),\\s*(\\d{1,6}),\\s*(\\d{1,6})\\s*\\)");

  private CssColor() {}

  private static Map<String, String> names(String text) {
    Map<String, String> names = new HashMap<>();
    for (String entry : text.trim().split("\\s+")) {
      int equals = entry.indexOf('=');
      names.put(entry.substring(0, equals), "#" + entry.substring(equals + 1));
    }
    return Map.copyOf(names);
  }

  /** A name, a hex number of any length, or rgb(…); {@link #INVALID} for anything else. */
  static String of(String written) {
    if (written.length() > LONGEST) {
      return INVALID;
    }
    String color = Octets.trim(Octets.lower(written));
    String named = NAMES.get(color);
    if (named != null) {
      return named;
    }
    if (!HEX_OR_RGB.matcher(color).matches()) {
      return INVALID;
    }
    String hex = decimals(percents(color));
    return hex.startsWith("#") ? sixDigits(hex) : INVALID;
  }

  private static String percents(String color) {
    Matcher m = PERCENT.matcher(color);
    return m.find() ? "#" + percent(m, 1) + percent(m, 2) + percent(m, 3) : color;
  }

  private static String percent(Matcher m, int group) {
    return hex((int) (Integer.parseInt(m.group(group)) / 100.0 * 255));
  }

  private static String decimals(String color) {
    Matcher m = DECIMAL.matcher(color);
    return m.find() ? "#" + decimal(m, 1) + decimal(m, 2) + decimal(m, 3) : color;
  }

  private static String decimal(Matcher m, int group) {
    return hex(Integer.parseInt(m.group(group)));
  }

  private static String hex(int value) {
    return (value < 16 ? "0" : "") + Integer.toHexString(value);
  }

  private static String sixDigits(String color) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < color.length() && hex.length() < 6; i++) {
      if (Character.digit(color.charAt(i), 16) >= 0 && color.charAt(i) < 0x80) {
        hex.append(color.charAt(i));
      }
    }
    if (hex.length() > 3 && hex.length() < 6) {
      hex.setLength(3);
    }
    while (hex.length() % 3 != 0) {
      hex.append('0');
    }
    if (hex.length() == 3) {
      hex.insert(3, hex.charAt(2)).insert(2, hex.charAt(1)).insert(1, hex.charAt(0));
    }
    return "#" + hex;
  }

  /** The {@code rgb(…)} or {@code rgba(…)} of a style: its first three numbers, at most 255. */
  static String ofNumbers(String value) {
    StringBuilder color = new StringBuilder("#");
    int at = 0;
    for (int i = 0; i < 3; i++) {
      int number = 0;
      for (; at < value.length() && value.charAt(at) != ','; at++) {
        int digit = Octets.isDigit(value.charAt(at)) ? value.charAt(at) - '0' : -1;
        number = digit < 0 ? number : Math.min(255, number * 10 + digit);
      }
      at++;
      color.append(hex(number));
    }
    return color.toString();
  }

  /** Whether text in one colour cannot be told from a ground in the other. */
  static boolean areClose(String one, String other) {
    if (lastSix(one).equals(lastSix(other))) {
      return true;
    }
    if (!isHex(one) || !isHex(other)) {
      return false;
    }
    double red = 0.2126 * (part(one, 1) - part(other, 1));
    double green = 0.7152 * (part(one, 3) - part(other, 3));
    double blue = 0.0722 * (part(one, 5) - part(other, 5));
    return Math.sqrt(red * red + green * green + blue * blue) < 12;
  }

  private static String lastSix(String color) {
    return color.substring(Math.max(0, color.length() - 6));
  }

  private static boolean isHex(String color) {
    return color.length() == 7 && color.charAt(0) == '#';
  }

  private static int part(String color, int at) {
    return Integer.parseInt(color.substring(at, at + 2), 16);
  }
}
