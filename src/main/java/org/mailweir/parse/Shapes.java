package org.mailweir.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every way that some mail reader takes an entity's Content-Type, the likeliest first. */
final class Shapes {

  private static final int MAX = 4;

  private final ParseLimits limits;
  private final Defects defects;
  private final List<Shape> shapes = new ArrayList<>();

  private Shapes(ParseLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
  }

  static List<Shape> of(Headers headers, Shape otherwise, ParseLimits limits, Defects defects) {
    List<HeaderField> types = headers.all("Content-Type");
    Shapes all = new Shapes(limits, defects);
    for (int i = 0; i < Math.min(types.size(), 3); i++) {
      all.read(types.get(i));
    }
    if (types.size() > 3) {
      all.read(types.getLast());
    }
    if (all.shapes.isEmpty()) {
      all.add(otherwise);
    }
    return List.copyOf(all.shapes);
  }

  private void read(HeaderField field) {
    ContentValue value = ContentValue.parse(field.raw(), limits.parameters());
    Parameters parameters = new Parameters(value, limits, defects);
    String type = type(value.word());
    if (!type.startsWith("multipart/")) {
      add(new Shape(type, parameters.asMap(), null));
      return;
    }
    if (value.parameters().stream().anyMatch(p -> p.name().startsWith("boundary*"))) {
      // No mailer writes it so, and old readers do not know it (RFC 2231).
      defects.add(Defect.Kind.AMBIGUOUS_STRUCTURE, "boundary in sections");
    }
    List<String> boundaries = boundaries(parameters);
    if (boundaries.isEmpty()) {
      defects.add(Defect.Kind.BROKEN_MULTIPART, "no boundary");
      add(new Shape(type, parameters.asMap(), null));
    }
    boundaries.forEach(b -> add(new Shape(type, parameters.asMap(), b)));
  }

  /** Of broken types RFC 2045 5.2 makes text; anything with a slash inside is taken as it is. */
  private static String type(String word) {
    int slash = word.indexOf('/');
    if (slash > 0 && slash < word.length() - 1) {
      return word;
    }
    return switch (word) {
      case "multipart", "multipart/" -> "multipart/mixed";
      case "html" -> "text/html";
      default -> "text/plain";
    };
  }

  private static List<String> boundaries(Parameters parameters) {
    List<String> found = new ArrayList<>();
    for (String value : parameters.all("boundary")) {
      variant(found, value.stripTrailing());
      int nul = value.indexOf('\0');
      if (nul >= 0) {
        variant(found, value.substring(0, nul));
        variant(found, value.replace("\0", ""));
      }
      variant(found, value.strip());
    }
    return found;
  }

  private static void variant(List<String> found, @Nullable String boundary) {
    if (boundary != null && boundary.length() <= Shape.MAX_BOUNDARY && !found.contains(boundary)) {
      found.add(boundary);
    }
  }

  private void add(Shape shape) {
    boolean known =
        shapes.stream()
            .anyMatch(
                s ->
                    s.type().equals(shape.type())
                        && java.util.Objects.equals(s.boundary(), shape.boundary()));
    if (!known && shapes.size() < MAX) {
      shapes.add(shape);
    }
  }
}
