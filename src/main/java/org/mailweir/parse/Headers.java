package org.mailweir.parse;

import java.util.List;
import java.util.Optional;

/** The fields of one header block in their order. Names are compared without regard to case. */
public record Headers(List<HeaderField> fields) {

  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  public Optional<HeaderField> first(String name) {
    return fields.stream().filter(f -> f.is(name)).findFirst();
  }

  public List<HeaderField> all(String name) {
    return fields.stream().filter(f -> f.is(name)).toList();
  }

  /** The decoded value of the first such field, or the empty string. */
  public String value(String name) {
    return first(name).map(HeaderField::value).orElse("");
  }
}
