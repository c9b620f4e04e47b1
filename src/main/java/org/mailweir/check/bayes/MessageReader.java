package org.mailweir.check.bayes;

import java.util.List;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** Walks through a message and hands its words and grams on, place by place. */
final class MessageReader {

  private static final int MOST_TEXT = 64 * 1024;
  private static final int LEAST_WINDOW = 1_000;
  private static final int MOST_GRAM_TEXT = 500;
  private static final int MOST_HIDDEN = 8 * 1024;
  private static final int MOST_MARKUP = 16 * 1024;
  private static final int MOST_TAG = 300;
  private static final int MOST_LINKS = 60;
  private static final int MOST_PARTS = 50;

  private final TokenSink sink;
  private final GramBag grams;
  private final Words words;
  private final HeaderReader headers;
  private final char[] folded = new char[MOST_TEXT];
  private int window;
  private int at;

  MessageReader(TokenSink sink, GramBag grams) {
    this.sink = sink;
    this.grams = grams;
    this.words = new Words(sink);
    this.headers = new HeaderReader(sink, words);
  }

  void read(ParsedMessage message) {
    window = Math.max(LEAST_WINDOW, (visible(message) + Place.WINDOWS - 1) / Place.WINDOWS);
    at = 0;
    headers.read(message);
    new FormReader(sink).read(message);
    List<Part> leaves = message.leaves();
    for (int i = 0; i < Math.min(leaves.size(), MOST_PARTS); i++) {
      part(leaves.get(i));
    }
    links(message.links());
  }

  private void part(Part part) {
    String name = part.fileName();
    if (name != null) {
      text(Place.ATTACHMENT, "file", name, 200);
      extension(name);
    }
    HtmlText html = part.html();
    if (html != null) {
      markup(part.text());
      text(Place.HIDDEN, "hidden", html.hidden(), MOST_HIDDEN);
      text(Place.SUBJECT, "title", html.title(), 200);
    }
    body(visible(part));
  }

  private void extension(String name) {
    int dot = name.lastIndexOf('.');
    if (dot >= 0 && name.length() - dot <= 8) {
      text(Place.ATTACHMENT, "extension", name.substring(dot + 1), 8);
    }
  }

  private static int visible(ParsedMessage message) {
    long length = 0;
    List<Part> leaves = message.leaves();
    for (int i = 0; i < Math.min(leaves.size(), MOST_PARTS); i++) {
      length += visible(leaves.get(i)).length();
    }
    return (int) Math.min(length, MOST_TEXT);
  }

  private static String visible(Part part) {
    HtmlText html = part.html();
    return html != null ? html.visible() : part.isText() ? part.text() : "";
  }

  /** What can be seen of a body, window by window. */
  private void body(String text) {
    int n = Fold.fold(text, 0, Math.min(text.length(), MOST_TEXT - at), folded);
    int from = 0;
    while (from < n) {
      int to = wordEnd(Math.min(n, from + window - at % window), n);
      Place place = Place.window(at / window);
      words.read(place, "", folded, from, to);
      grams(place, from, Math.min(to, from + MOST_GRAM_TEXT));
      at += to - from;
      from = to;
    }
  }

  /** The words inside of tags: how a mail is dressed tells who made it. */
  private void markup(String source) {
    int n = Fold.fold(source, 0, Math.min(source.length(), MOST_MARKUP), folded);
    int i = 0;
    while (i < n) {
      if (folded[i] != '<') {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < n && folded[end] != '>' && end < i + MOST_TAG) {
        end++;
      }
      words.read(Place.MARKUP, "tag", folded, i, end);
      i = end;
    }
  }

  /** The end of the word that is cut. */
  private int wordEnd(int cut, int n) {
    int i = cut;
    while (i < n && i < cut + Words.LONGEST && folded[i] > ' ') {
      i++;
    }
    return i;
  }

  private void grams(Place place, int from, int to) {
    grams.begin();
    boolean blank = false;
    for (int i = from; i < to; i++) {
      char c = folded[i];
      if (c <= ' ') {
        if (!blank) {
          grams.add(place, ' ');
        }
        blank = true;
        continue;
      }
      blank = false;
      if (c >= 0x80) {
        grams.add(place, c >> 8);
      }
      grams.add(place, c);
    }
  }

  private void text(Place place, String prefix, String text, int most) {
    int n = Fold.fold(text, 0, Math.min(text.length(), most), folded);
    words.read(place, prefix, folded, 0, n);
  }

  private void links(List<Link> links) {
    int most = Math.min(links.size(), MOST_LINKS);
    for (int i = 0; i < most; i++) {
      link(links.get(i));
    }
  }

  private void link(Link link) {
    String host = link.host();
    String prefix = link.target().startsWith("mailto:") ? "mailto" : "link";
    whole(Place.LINK, prefix, host);
    parents(prefix, host);
    int start = link.target().indexOf("://");
    int path = start < 0 ? -1 : link.target().indexOf('/', start + 3);
    if (path > 0) {
      text(Place.LINK, "path", link.target().substring(path), 120);
    }
    int n = Fold.fold(link.target(), 0, Math.min(link.target().length(), 120), folded);
    grams(Place.LINK, 0, n);
  }

  private void parents(String prefix, String host) {
    int dot = host.indexOf('.');
    for (int i = 0; dot >= 0 && i < 3; i++) {
      whole(Place.LINK, prefix, host.substring(dot));
      dot = host.indexOf('.', dot + 1);
    }
  }

  private void whole(Place place, String prefix, String word) {
    int n = Fold.fold(word, 0, Math.min(word.length(), 64), folded);
    if (n > 0) {
      sink.token(place, Hash.of(Hash.start(prefix), folded, 0, n), prefix, folded, 0, n);
    }
  }
}
