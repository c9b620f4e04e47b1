package org.mailweir.check.attachments;

import java.util.Set;

/** What is banned. */
final class Bans {

  private final Set<String> extensions;
  private final Set<String> types;

  Bans(AttachmentSettings settings) {
    this.extensions = Set.copyOf(settings.bannedExtensions());
    this.types = Set.copyOf(settings.bannedTypes());
  }

  boolean bansExtension(String extension) {
    return extensions.contains(extension);
  }

  boolean bansType(String type) {
    return types.contains(type)
        || (type.indexOf('/') > 0 && types.contains(type.substring(0, type.indexOf('/')) + "/*"));
  }
}
