package org.mailweir.peer;

import java.time.Duration;
import java.util.List;

/**
 * Which servers are asked, and how patiently.
 *
 * @param servers in the order in which they are asked; those with a weight share the load
 * @param connections to each at the same time
 * @param connect time to connect, and for a first sign of life
 * @param answer time for a whole exchange
 * @param rest how long a server is left alone that has failed three times in a row
 */
public record Reach(
    List<ServerAddress> servers,
    int connections,
    Duration connect,
    Duration answer,
    Duration rest) {

  public Reach {
    servers = List.copyOf(servers);
    if (connections < 1 || connections > 1_000) {
      throw new IllegalArgumentException("connections: 1 to 1000 is expected");
    }
  }
}
