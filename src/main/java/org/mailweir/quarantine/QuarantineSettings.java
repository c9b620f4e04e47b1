package org.mailweir.quarantine;

import java.nio.file.Path;
import org.mailweir.settings.Doc;

/** Where held mail lies. */
@Doc("Where held mail lies.")
public record QuarantineSettings(
    @Doc("Folder, created 0700; below it YYYY/MM/DD/<id>.eml beside <id>.json.") Path dir) {

  public static final QuarantineSettings DEFAULT = new QuarantineSettings(Path.of("quarantine"));
}
