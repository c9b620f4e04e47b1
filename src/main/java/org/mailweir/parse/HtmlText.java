package org.mailweir.parse;

/**
 * An HTML part as a reader meets it.
 *
 * @param visible the text that a reader sees, one line per block, white space folded
 * @param hidden text that is there but cannot be seen (display:none, zero size, colour of the
 *     ground, and so on)
 * @param title the title element
 * @param tags how many elements there are
 * @param images how many images there are
 * @param forms how many forms there are
 * @param comments the text of comments, together
 * @param rendered visible and hidden text in the order of the document
 */
public record HtmlText(
    String visible,
    String hidden,
    String title,
    int tags,
    int images,
    int forms,
    String comments,
    String rendered) {

  /** Hidden text put behind the visible one. */
  public HtmlText(
      String visible,
      String hidden,
      String title,
      int tags,
      int images,
      int forms,
      String comments) {
    this(visible, hidden, title, tags, images, forms, comments, visible + "\n" + hidden);
  }
}
