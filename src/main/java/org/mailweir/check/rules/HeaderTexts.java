package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.Headers;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * The texts of {@code header} and {@code mimeheader} rules.
 *
 * <p>Fields in which another filter wrote its verdict are left out: anybody can write them.
 */
final class HeaderTexts {

  private static final List<String> MESSAGE_IDS =
      List.of("x-message-id", "resent-message-id", "x-original-message-id", "message-id");

  private final CheckInput input;
  private final ParsedMessage message;
  private final Map<String, List<HeaderField>> fields;

  HeaderTexts(CheckInput input) {
    this.input = input;
    message = input.message();
    fields = byName(message.headers());
  }

  private static Map<String, List<HeaderField>> byName(Headers headers) {
    Map<String, List<HeaderField>> fields = new HashMap<>();
    for (HeaderField field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!isVerdict(name)) {
        fields.computeIfAbsent(name, n -> new ArrayList<>()).add(field);
      }
    }
    return fields;
  }

  private static boolean isVerdict(String name) {
    return name.startsWith("x-spam-")
        || name.startsWith("x-rc-spam")
        || name.startsWith("x-amavis")
        || name.startsWith("x-mailweir-");
  }

  /** All values as one text, or null when there is no such field. */
  @Nullable String value(HeaderSelector selector) {
    return switch (selector.field()) {
      case "all" -> all(selector.view());
      case "tocc" -> join(fieldsOf(List.of("to", "cc")), selector.view());
      case "messageid" -> join(fieldsOf(MESSAGE_IDS), selector.view());
      case "envelopefrom" -> Octets.of(input.sender().text());
      case "x-spam-relays-external", "x-spam-relays-untrusted" -> RelayTexts.of(input);
      default -> join(fields.getOrDefault(selector.field(), List.of()), selector.view());
    };
  }

  /** One text for each part that has the field, the message's own header included. */
  List<String> ofParts(HeaderSelector selector) {
    List<String> values = new ArrayList<>();
    addParts(message.root(), selector, values);
    return values;
  }

  private static void addParts(Part part, HeaderSelector selector, List<String> values) {
    String value = join(part.headers().all(selector.field()), selector.view());
    if (value != null) {
      values.add(value);
    }
    part.children().forEach(child -> addParts(child, selector, values));
  }

  private List<HeaderField> fieldsOf(List<String> names) {
    List<HeaderField> all = new ArrayList<>();
    names.forEach(name -> all.addAll(fields.getOrDefault(name, List.of())));
    return all;
  }

  private String all(HeaderSelector.View view) {
    StringBuilder all = new StringBuilder();
    for (HeaderField field : message.headers().fields()) {
      if (!isVerdict(field.name().toLowerCase(Locale.ROOT))) {
        all.append(Octets.of(field.name())).append(": ").append(text(field, view)).append('\n');
      }
    }
    return all.toString();
  }

  private static @Nullable String join(List<HeaderField> fields, HeaderSelector.View view) {
    if (fields.isEmpty()) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    fields.forEach(field -> joined.append(text(field, view)).append('\n'));
    return joined.toString();
  }

  private static String text(HeaderField field, HeaderSelector.View view) {
    return switch (view) {
      case DECODED -> Octets.of(field.value());
      case RAW -> field.raw().replace("\r\n", "\n");
      case ADDRESS -> String.join("\n", Mailboxes.of(field).addresses());
      case NAME -> String.join("\n", Mailboxes.of(field).names());
    };
  }
}
