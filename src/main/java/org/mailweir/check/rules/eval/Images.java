package org.mailweir.check.rules.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mailweir.check.rules.text.MimePart;

/** The pictures among the parts of a message: how many, how large, by type and for {@code all}. */
final class Images {

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Long> areas = new HashMap<>();
  private final Map<String, Set<ImageSize>> sizes = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private Images() {}

  static Images of(EvalInput input) {
    return input.once(Images.class, Images::make);
  }

  private static Images make(EvalInput input) {
    Images images = new Images();
    for (MimePart part : input.text().leaves()) {
      String type = type(part.type());
      if (!type.isEmpty() && MimeEvals.isBase64(part)) {
        images.add(type, part);
      }
    }
    return images;
  }

  private static String type(String type) {
    return switch (type) {
      case "image/gif" -> "gif";
      case "image/png" -> "png";
      case "image/jpg", "image/jpeg" -> "jpeg";
      default -> "";
    };
  }

  private void add(String type, MimePart part) {
    ImageSize size = ImageSize.of(type, part.decoded());
    for (String list : new String[] {type, "all"}) {
      counts.merge(list, 1, Integer::sum);
      if (size.area() > 0) {
        areas.merge(list, size.area(), Long::sum);
        sizes.computeIfAbsent(list, l -> new HashSet<>()).add(size);
      }
    }
    if (size.area() > 0 && !part.fileName().isEmpty()) {
      names.add(part.fileName());
    }
  }

  int count(String type) {
    return counts.getOrDefault(type, 0);
  }

  long area(String type) {
    return areas.getOrDefault(type, 0L);
  }

  Set<ImageSize> sizes(String type) {
    return sizes.getOrDefault(type, Set.of());
  }

  Set<String> names() {
    return names;
  }
}
