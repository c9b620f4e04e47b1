package org.mailweir.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** What the DNS said. Not to know is {@link Unknown}, never {@link Absent}. */
public sealed interface DnsAnswer {

  /** There are such records; those of other types are left out, aliases (CNAME) are followed. */
  record Found(List<DnsRecord> records) implements DnsAnswer {
    public Found {
      records = List.copyOf(records);
    }
  }

  /**
   * There are none.
   *
   * @param nameExists whether the name has records of other types (NODATA), or none (NXDOMAIN)
   */
  record Absent(boolean nameExists) implements DnsAnswer {}

  /** Nobody knows. */
  record Unknown(Reason reason) implements DnsAnswer {}

  /** Why nobody knows. */
  enum Reason {
    TIMEOUT,
    /** The server failed (SERVFAIL), or its answer made no sense. */
    SERVER_FAILURE,
    /** The server does not want to answer us (REFUSED). */
    REFUSED,
    /** No server could be reached. */
    UNREACHABLE,
    /** Not asked: the servers have not answered for a while. */
    RESTING,
    /** Not asked: it is no name. */
    BAD_NAME,
    ERROR;

    /** In a word for the journal: {@code timeout}, {@code server failure}. */
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /** The addresses among the records, none when there are no records. */
  default List<InetAddress> addresses() {
    return of(DnsRecord.Address.class).map(DnsRecord.Address::address).toList();
  }

  /** The texts among the records: octets, one char each, the strings of a record joined. */
  default List<String> texts() {
    return of(DnsRecord.Text.class).map(DnsRecord.Text::text).toList();
  }

  /** The mail exchangers among the records. */
  default List<DnsRecord.Exchange> exchanges() {
    return of(DnsRecord.Exchange.class).toList();
  }

  /** The names that PTR and NS records point to, without a dot at the end. */
  default List<String> names() {
    return of(DnsRecord.Name.class).map(DnsRecord.Name::name).toList();
  }

  private <T extends DnsRecord> Stream<T> of(Class<T> type) {
    return this instanceof Found(List<DnsRecord> records)
        ? records.stream().filter(type::isInstance).map(type::cast)
        : Stream.of();
  }
}
