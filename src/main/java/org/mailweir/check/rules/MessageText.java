package org.mailweir.check.rules;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;

/**
 * A message as rules see it: every text as UTF-8 octets, one char each. Each text is made when a
 * rule first asks for it. For one thread.
 */
final class MessageText {

  private final HeaderTexts headers;
  private final Supplier<List<String>> body;
  private final Supplier<List<String>> rawBody;
  private final Supplier<List<String>> uris;
  private final String full;

  MessageText(CheckInput input) {
    headers = new HeaderTexts(input);
    body = once(() -> BodyTexts.rendered(input.message()));
    rawBody = once(() -> BodyTexts.raw(input.message()));
    uris = once(() -> LinkTexts.of(input.message()));
    full = input.message().raw();
  }

  /** The Subject, then paragraph by paragraph what a reader sees; each ends with a line feed. */
  List<String> body() {
    return body.get();
  }

  /** The decoded but not rendered text parts, in chunks. */
  List<String> rawBody() {
    return rawBody.get();
  }

  /** Every link, as written and with percent signs decoded. */
  List<String> uris() {
    return uris.get();
  }

  /** The message as it came. */
  String full() {
    return full;
  }

  /** All values of a field as one text; null when the message does not have it. */
  @Nullable String header(HeaderSelector selector) {
    return headers.value(selector);
  }

  /** The values of a field in the headers of the MIME parts, one text a part. */
  List<String> mimeHeaders(HeaderSelector selector) {
    return headers.ofParts(selector);
  }

  private static Supplier<List<String>> once(Supplier<List<String>> make) {
    return new Supplier<>() {
      private @Nullable List<String> made;

      @Override
      public List<String> get() {
        List<String> texts = made;
        if (texts == null) {
          texts = make.get();
          made = texts;
        }
        return texts;
      }
    };
  }
}
