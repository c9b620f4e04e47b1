package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.relay.RelayView;

/** The texts of {@code header} rules. */
final class HeaderTexts {

  private static final List<String> MESSAGE_IDS =
      List.of("x-message-id", "resent-message-id", "x-original-message-id", "message-id");

  private final MessageText message;
  private final FieldTable table;
  private final MessageContext context;
  private final Map<HeaderSelector, List<String>> known = new HashMap<>();

  HeaderTexts(MessageText message, FieldTable table, MessageContext context) {
    this.message = message;
    this.table = table;
    this.context = context;
  }

  List<String> values(HeaderSelector selector) {
    List<String> values = known.get(selector);
    if (values == null) {
      values = List.copyOf(find(selector));
      known.put(selector, values);
    }
    return values;
  }

  private List<String> find(HeaderSelector selector) {
    List<String> values = whole(selector);
    if (values == null) {
      List<String> fields = chosen(fields(selector), selector.which());
      values = placed(mailboxes(fields, selector), selector);
    }
    return values;
  }

  /** Pseudo fields made of the whole header; other parts of a selector mean nothing with them. */
  private @Nullable List<String> whole(HeaderSelector selector) {
    boolean raw = selector.raw();
    return switch (selector.field()) {
      case "ALL" -> raw ? pristineFields() : table.lines(false);
      case "ALL-TRUSTED" -> upTo(message.relays().lastTrusted() + 1, raw);
      case "ALL-INTERNAL" -> upTo(message.relays().lastInternal() + 1, raw);
      case "ALL-UNTRUSTED" -> from(message.relays().lastTrusted() + 1, raw);
      case "ALL-EXTERNAL" -> from(message.relays().lastInternal() + 1, raw);
      default -> null;
    };
  }

  private List<String> lines(boolean raw) {
    if (raw) {
      return pristineFields();
    }
    List<String> lines = new ArrayList<>();
    for (String field : table.lines(false)) {
      for (int i = 0; i < field.length(); i = Octets.lineEnd(field, i)) {
        lines.add(field.substring(i, Octets.lineEnd(field, i)));
      }
    }
    return lines;
  }

  /** The header down to that Received field, itself included. */
  private List<String> upTo(int received, boolean raw) {
    List<String> wanted = new ArrayList<>();
    int seen = -1;
    for (String line : lines(raw)) {
      seen += isReceived(line) ? 1 : 0;
      if (seen <= received) {
        wanted.add(line);
      }
      if (seen == received) {
        break;
      }
    }
    return wanted;
  }

  /** The header from that Received field on. */
  private List<String> from(int received, boolean raw) {
    List<String> wanted = new ArrayList<>();
    int seen = -1;
    for (String line : lines(raw)) {
      seen += isReceived(line) ? 1 : 0;
      if (seen >= received) {
        wanted.add(line);
      }
    }
    return wanted;
  }

  private static boolean isReceived(String line) {
    return line.regionMatches(true, 0, "Received:", 0, 9);
  }

  /** Each field as it came, with its continuation lines; the last line needs a line end. */
  private List<String> pristineFields() {
    String header = message.pristineHeader();
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (start < header.length()) {
      int end = Octets.lineEnd(header, start);
      char first = header.charAt(start);
      if (first == ' ' || first == '\t' || first == '\n') {
        start = end;
        continue;
      }
      while (end < header.length() && (header.charAt(end) == ' ' || header.charAt(end) == '\t')) {
        end = Octets.lineEnd(header, end);
      }
      if (header.charAt(end - 1) == '\n') {
        fields.add(header.substring(start, end));
      }
      start = end;
    }
    return fields;
  }

  private List<String> fields(HeaderSelector selector) {
    return switch (selector.key()) {
      case "envelopefrom" -> present(message.envelopeFrom());
      case "x-spam-relays-trusted" -> relays(RelayView.Kind.TRUSTED);
      case "x-spam-relays-untrusted" -> relays(RelayView.Kind.UNTRUSTED);
      case "x-spam-relays-internal" -> relays(RelayView.Kind.INTERNAL);
      case "x-spam-relays-external" -> relays(RelayView.Kind.EXTERNAL);
      case "tocc" -> together(List.of("to", "cc"), selector.raw());
      default ->
          selector.field().equals("MESSAGEID")
              ? together(MESSAGE_IDS, selector.raw())
              : named(selector);
    };
  }

  private static List<String> present(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private List<String> relays(RelayView.Kind kind) {
    return List.of(message.relays().relays(kind));
  }

  private List<String> together(List<String> names, boolean raw) {
    List<String> values = new ArrayList<>();
    for (String name : names) {
      List<String> one = raw ? table.raw(name) : table.decoded(name);
      one.forEach(value -> values.add(raw ? FieldTable.unfolded(value) : value + "\n"));
    }
    return values;
  }

  private List<String> named(HeaderSelector selector) {
    if (selector.raw() || selector.mailbox() != HeaderSelector.Mailbox.NONE) {
      return table.raw(Octets.trim(selector.field()));
    }
    return table.decoded(selector.field()).stream().map(value -> value + "\n").toList();
  }

  private static List<String> chosen(List<String> values, HeaderSelector.Which which) {
    if (values.isEmpty()) {
      return values;
    }
    return switch (which) {
      case ALL -> values;
      case FIRST -> List.of(values.getFirst());
      case LAST -> List.of(values.getLast());
    };
  }

  private static List<String> mailboxes(List<String> fields, HeaderSelector selector) {
    if (selector.mailbox() == HeaderSelector.Mailbox.NONE) {
      return fields;
    }
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      for (Mailbox mailbox : Mailboxes.of(field)) {
        String value =
            selector.mailbox() == HeaderSelector.Mailbox.ADDRESS
                ? mailbox.address()
                : name(mailbox.name(), selector.raw());
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private static @Nullable String name(@Nullable String written, boolean raw) {
    if (written == null || raw) {
      return written;
    }
    String decoded = HeaderDecoding.text("", written);
    String name = Octets.trim(decoded);
    if (name.isEmpty()) {
      return decoded;
    }
    name = name.replaceAll("[ \\t\\n\\x0B\\f\\r]++", " ");
    boolean quoted = name.length() > 1 && name.startsWith("'") && name.endsWith("'");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private List<String> placed(List<String> values, HeaderSelector selector) {
    if (selector.place() == HeaderSelector.Place.NONE) {
      return values;
    }
    List<String> places = new ArrayList<>();
    for (String value : values) {
      String place = place(value, selector);
      if (place != null) {
        places.add(place);
      }
    }
    return places;
  }

  private @Nullable String place(String value, HeaderSelector selector) {
    return switch (selector.place()) {
      case NONE -> value;
      case HOST -> host(value, selector);
      case DOMAIN -> {
        String host = host(value, selector);
        yield host == null ? null : context.domains().registered(host);
      }
      case IP -> HostNames.ip(value);
      case REVERSED_IP -> {
        String ip = HostNames.ip(value);
        yield ip == null ? null : HostNames.reversed(ip);
      }
    };
  }

  private @Nullable String host(String value, HeaderSelector selector) {
    if (selector.mailbox() != HeaderSelector.Mailbox.ADDRESS) {
      return HostNames.in(value, context.domains());
    }
    int at = value.lastIndexOf('@');
    int end = at + 1;
    while (end < value.length() && !Octets.isSpace(value.charAt(end))) {
      end++;
    }
    return at < 0 || end == at + 1 ? null : value.substring(at + 1, end);
  }
}
