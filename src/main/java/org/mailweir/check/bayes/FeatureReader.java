package org.mailweir.check.bayes;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailweir.parse.ParsedMessage;

/**
 * Takes the features out of a message. All threads may share one: what is needed while reading is
 * kept for each thread.
 */
public final class FeatureReader {

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** What one thread reads with, over and over. */
  private static final class Scratch {
    final TokenBag tokens = new TokenBag();
    final GramBag grams = new GramBag();
    final MessageReader reader = new MessageReader(tokens, grams);
    WeakReference<ParsedMessage> last = new WeakReference<>(null);
    Features lastFeatures = Features.ofSorted(new long[0], new int[0]);
  }

  /**
   * The features of a message, bounded whatever the message is. Whoever asks next for the same one
   * on the same thread gets them for nothing: the check, the memory of recent messages and the
   * personal models all ask.
   */
  public Features read(ParsedMessage message) {
    Scratch scratch = SCRATCH.get();
    if (scratch.last.get() != message) {
      scratch.reader.read(message);
      scratch.lastFeatures = Features.ofSorted(scratch.tokens.take(), scratch.grams.take());
      scratch.last = new WeakReference<>(message);
    }
    return scratch.lastFeatures;
  }

  /** A message may hold what moves the cursor of a terminal. */
  private static String printable(char[] text, int from, int to) {
    StringBuilder word = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      boolean plain = text[i] >= ' ' && text[i] < 0x7f || Character.isLetterOrDigit(text[i]);
      word.append(plain ? text[i] : '?');
    }
    return word.toString();
  }

  /** The same tokens with the words that they stand for, in the order of the message. */
  public List<NamedToken> name(ParsedMessage message) {
    List<NamedToken> names = new ArrayList<>();
    TokenBag seen = new TokenBag();
    TokenSink naming =
        new TokenSink() {
          @Override
          public void token(Place place, long hash, String prefix, char[] text, int from, int to) {
            long token = seen.add(place, hash);
            if (token >= 0) {
              String word = printable(text, from, to);
              names.add(new NamedToken(token, prefix.isEmpty() ? word : prefix + " " + word));
            }
          }

          @Override
          public boolean isFull(Place place) {
            return seen.isFull(place);
          }
        };
    new MessageReader(naming, new GramBag()).read(message);
    return names;
  }

  /** Whether a field of that name holds what another filter says, and so never counts. */
  public static boolean isVerdictField(String name) {
    return HeaderReader.isVerdict(name.toLowerCase(Locale.ROOT));
  }
}
