package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the laboratory tells Mailweir.
 *
 * @param ports where it listens
 * @param reinjectPort where it hands mail back
 *     <p>Senders are authenticated only where {@code more} says so: there is no DNS. Web pages are
 *     served only where it has {@code [web]}.
 * @param more TOML that follows, such as {@code [policy]} and {@code [[recipient]]}
 */
record MailweirConfig(Recipe.WiringPorts ports, int reinjectPort, String more) {

  static MailweirConfig of(Recipe.WiringPorts ports, String more) {
    return new MailweirConfig(ports, ports.reinjection(), more);
  }

  void write(Path file, Path folder) {
    try {
      Files.writeString(file, text(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Path folder) {
    return """
        state_dir = "%1$s/state"
        [listen]
        outside = "127.0.0.1:%2$d"
        inside = "127.0.0.1:%3$d"
        [reinject]
        to = "127.0.0.1:%4$d"
        [quarantine]
        dir = "%1$s/quarantine"
        [rules]
        files = ["%5$s/etc/rules/*.cf"]
        set = "own"
        %6$s%7$s[journal]
        format = "json"
        """
            .formatted(
                folder,
                ports.outside(),
                ports.inside(),
                reinjectPort,
                Path.of("").toAbsolutePath(),
                more.contains("[auth]") ? "" : "[auth]\nenabled = false\n",
                more.contains("[web]") ? "" : "[web]\nlisten = \"\"\n")
        + more;
  }
}
