package org.mailweir.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** One server: asks it once, by UDP, and by TCP when the answer was cut off. */
final class Server {

  /** In digits: a name would have to be looked up first. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:([0-9.]+)|\\[([0-9a-fA-F:.]+)])(?::(\\d{1,5}))?|([0-9a-fA-F:.]+)");

  /** What passes every path unfragmented (DNS flag day 2020). */
  private static final int UDP_OCTETS = 1232;

  private final String name;
  private final SimpleResolver library;
  private final Duration timeout;
  private final Breaker breaker;

  Server(InetSocketAddress address, Duration timeout, Breaker breaker) {
    this.name = address.getAddress().getHostAddress() + ":" + address.getPort();
    this.timeout = timeout;
    this.breaker = breaker;
    this.library = new SimpleResolver(address);
    library.setTimeout(timeout);
    library.setEDNS(0, UDP_OCTETS, 0, List.of());
  }

  /** Reads {@code 192.0.2.1}, {@code 192.0.2.1:5353} and the same with {@code [2001:db8::1]}. */
  static InetSocketAddress address(String text) {
    Matcher m = ADDRESS.matcher(text.strip());
    try {
      if (m.matches()) {
        int port = m.group(3) == null ? SimpleResolver.DEFAULT_PORT : Integer.parseInt(m.group(3));
        String digits = m.group(1) != null ? m.group(1) : m.group(2);
        return new InetSocketAddress(
            InetAddress.getByName(digits == null ? m.group(4) : digits), port);
      }
    } catch (UnknownHostException | IllegalArgumentException e) {
      // Answered below.
    }
    throw new IllegalArgumentException(
        "servers: \"" + text + "\" is no address such as \"127.0.0.1\" or \"127.0.0.1:5353\"");
  }

  String name() {
    return name;
  }

  Breaker breaker() {
    return breaker;
  }

  /** Asks once; completes in time, exceptionally when there is no reply. */
  CompletableFuture<Message> send(Name asked, RecordType type) {
    Message query = Message.newQuery(Record.newRecord(asked, Type.value(type.name()), DClass.IN));
    return library
        .sendAsync(query, task -> Thread.ofVirtual().name("dns").start(task))
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
