package org.mailweir.check.rules.text;

/**
 * How text is shown at a place.
 *
 * @param tag the element that opened this style
 * @param display the value of the CSS property; empty if none
 * @param visibility the value of the CSS property; empty if none
 */
record HtmlStyle(
    String tag, String color, String ground, double size, String display, String visibility) {

  /** Black on white, size 3. */
  static final HtmlStyle DEFAULT = new HtmlStyle("default", "#000000", "#ffffff", 3, "", "");

  /** Size of text that nobody sees. */
  private static final double TINY = 1;

  HtmlStyle withTag(String newTag) {
    return new HtmlStyle(newTag, color, ground, size, display, visibility);
  }

  HtmlStyle withSize(double newSize) {
    return new HtmlStyle(tag, color, ground, newSize, display, visibility);
  }

  HtmlStyle withColor(String newColor) {
    return new HtmlStyle(tag, newColor, ground, size, display, visibility);
  }

  HtmlStyle withGround(String newGround) {
    return new HtmlStyle(tag, color, newGround, size, display, visibility);
  }

  HtmlStyle withDisplay(String newDisplay) {
    return new HtmlStyle(tag, color, ground, size, newDisplay, visibility);
  }

  HtmlStyle withVisibility(String newVisibility) {
    return new HtmlStyle(tag, color, ground, size, display, newVisibility);
  }

  boolean isLowContrast() {
    return CssColor.areClose(color, ground);
  }

  boolean hasInvalidColor() {
    return color.equals(CssColor.INVALID) || ground.equals(CssColor.INVALID);
  }

  boolean isHidden() {
    return size <= TINY
        || Octets.lower(display).equals("none")
        || Octets.lower(visibility).equals("hidden");
  }
}
