package org.mailweir.peer;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mailweir.concurrent.Deadline;

/** Asks each server whether it is there, for an administrator. */
public final class SignsOfLife {

  private SignsOfLife() {}

  /** The servers that give none within the time for connecting, by name, and why. */
  public static Map<String, String> missing(Reach reach, Protocol protocol) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (ServerAddress address : reach.servers()) {
      Deadline until = Deadline.after(reach.connect());
      try (ServerConnection connection = ServerConnection.open(address, until);
          Alarm alarm = Alarm.at(until, connection)) {
        ask(connection, protocol);
      } catch (IOException e) {
        missing.put(address.name(), Words.of(e));
      } catch (RuntimeException e) {
        missing.put(address.name(), "nonsense");
      }
    }
    return missing;
  }

  private static void ask(ServerConnection connection, Protocol protocol) throws IOException {
    try {
      protocol.greet(connection);
      protocol.prove(connection);
    } catch (IOException e) {
      throw connection.inTime(e);
    }
  }
}
