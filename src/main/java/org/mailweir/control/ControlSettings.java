package org.mailweir.control;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Doc;

/** Where commands on this machine reach the daemon. */
@Doc(
    "How mailweir status, mailweir top and check_mailweir on this machine ask the running daemon: by"
        + " a Unix socket that only its owner can open.")
public record ControlSettings(
    @Doc(
            "The socket, counted from state_dir. Its whole name has at most 106 bytes, and that of its"
                + " folder at most 101. \"\" is none, and then nobody can ask.")
        String socket) {

  public static final ControlSettings DEFAULT = new ControlSettings("control.sock");

  /** The same with its whole name. */
  public ControlSettings in(Path stateDir) {
    return socket.isEmpty()
        ? this
        : new ControlSettings(stateDir.resolve(socket).toAbsolutePath().normalize().toString());
  }

  /** Null when there shall be none. */
  public @Nullable Path path() {
    return socket.isEmpty() ? null : Path.of(socket);
  }
}
