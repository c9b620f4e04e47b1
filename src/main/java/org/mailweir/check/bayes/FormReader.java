package org.mailweir.check.bayes;

import java.util.List;
import org.mailweir.parse.Defect;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** What a message looks like, whatever its words are: kinds of parts, sizes, defects. */
final class FormReader {

  private final TokenSink sink;

  FormReader(TokenSink sink) {
    this.sink = sink;
  }

  void read(ParsedMessage message) {
    fact("size", step(message.size()));
    fact("links", step(message.links().size()));
    for (Defect defect : message.defects()) {
      fact("defect", defect.kind().name());
    }
    tree(message.root(), "", 0);
    List<Part> leaves = message.leaves();
    for (int i = 0; i < Math.min(20, leaves.size()); i++) {
      leaf(leaves.get(i));
    }
  }

  private void tree(Part part, String above, int depth) {
    String path = above + ">" + part.type();
    fact("part", path);
    for (int i = 0; depth < 4 && i < Math.min(10, part.children().size()); i++) {
      tree(part.children().get(i), path, depth + 1);
    }
  }

  private void leaf(Part leaf) {
    fact("encoding", leaf.type() + " " + leaf.encoding());
    fact("charset", leaf.type() + " " + leaf.parameters().getOrDefault("charset", "none"));
    fact("disposition", leaf.type() + " " + leaf.disposition());
    fact("length", leaf.type() + " " + step(leaf.bodyLength()));
    HtmlText html = leaf.html();
    if (html != null) {
      fact("tags", step(html.tags()));
      fact("images", step(html.images()));
      fact("forms", step(html.forms()));
      fact("shown", step(html.visible().length()));
      fact("hidden", step(html.hidden().length()));
      fact("comments", step(html.comments().length()));
    }
  }

  /** The magnitude of a number, two steps for each doubling. */
  private static String step(long number) {
    if (number < 2) {
      return Long.toString(number);
    }
    int bits = 63 - Long.numberOfLeadingZeros(number);
    return (1L << bits) + ((number >> bits - 1 & 1) == 1 ? "+" : "");
  }

  private void fact(String prefix, String word) {
    char[] chars = word.length() > 100 ? word.substring(0, 100).toCharArray() : word.toCharArray();
    sink.token(
        Place.MARKUP,
        Hash.of(Hash.start(prefix), chars, 0, chars.length),
        prefix,
        chars,
        0,
        chars.length);
  }
}
