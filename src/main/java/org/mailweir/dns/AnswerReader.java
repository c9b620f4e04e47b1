package org.mailweir.dns;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Turns a reply of a server into an answer. Replies are hostile: aliases that lead in a circle, or
 * further than 16 steps, are a server failure; of the records, the first 200 count.
 */
final class AnswerReader {

  private static final int MOST_RECORDS = 200;
  private static final int MOST_ALIASES = 16;
  private static final int RECORD_OCTETS = 80;

  /** Without an SOA there is no word about how long a name is absent (RFC 2308 5). */
  private static final Duration UNSAID = Duration.ofMinutes(1);

  /** Failures are remembered too, or each message would wait for them anew (RFC 9520 3.2). */
  private static final Duration FAILURE = Duration.ofSeconds(5);

  private final Message reply;
  private final int type;

  private AnswerReader(Message reply, int type) {
    this.reply = reply;
    this.type = type;
  }

  static Timed read(Message reply, Name name, RecordType type) {
    AnswerReader reader = new AnswerReader(reply, Type.value(type.name()));
    return switch (reply.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> reader.answer(name);
      case Rcode.REFUSED -> failure(DnsAnswer.Reason.REFUSED);
      default -> failure(DnsAnswer.Reason.SERVER_FAILURE);
    };
  }

  /** An answer that is none. Only what lies with the name is remembered. */
  static Timed failure(DnsAnswer.Reason reason) {
    Duration life =
        switch (reason) {
          case TIMEOUT, SERVER_FAILURE, REFUSED -> FAILURE;
          case UNREACHABLE, RESTING, BAD_NAME, ERROR -> Duration.ZERO;
        };
    return new Timed(new DnsAnswer.Unknown(reason), life, 0);
  }

  private Timed answer(Name asked) {
    Set<Name> seen = new HashSet<>();
    Name name = asked;
    while (seen.add(name) && seen.size() <= MOST_ALIASES) {
      List<Record> found = records(name);
      if (!found.isEmpty()) {
        return found(found);
      }
      Name next = alias(name);
      if (next == null) {
        return absent(seen.size() > 1);
      }
      name = next;
    }
    return failure(DnsAnswer.Reason.SERVER_FAILURE);
  }

  private List<Record> records(Name name) {
    return reply.getSection(Section.ANSWER).stream()
        .filter(r -> r.getType() == type && r.getName().equals(name))
        .limit(MOST_RECORDS)
        .toList();
  }

  private @Nullable Name alias(Name name) {
    for (Record record : reply.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord alias && alias.getName().equals(name)) {
        return alias.getTarget();
      }
    }
    return null;
  }

  private static Timed found(List<Record> found) {
    long ttl = found.stream().mapToLong(Record::getTTL).min().orElse(0);
    List<DnsRecord> records = new ArrayList<>();
    found.forEach(r -> add(records, r));
    return new Timed(new DnsAnswer.Found(records), Duration.ofSeconds(ttl), octets(records));
  }

  private static void add(List<DnsRecord> records, Record record) {
    switch (record) {
      case ARecord a -> records.add(new DnsRecord.Address(a.getAddress()));
      case AAAARecord a -> records.add(new DnsRecord.Address(a.getAddress()));
      case TXTRecord t -> records.add(new DnsRecord.Text(text(t)));
      case MXRecord m -> records.add(new DnsRecord.Exchange(m.getPriority(), bare(m.getTarget())));
      case PTRRecord p -> records.add(new DnsRecord.Name(bare(p.getTarget())));
      case NSRecord n -> records.add(new DnsRecord.Name(bare(n.getTarget())));
      default -> {} // No other type is ever asked for.
    }
  }

  private static String text(TXTRecord record) {
    StringBuilder text = new StringBuilder();
    for (Object part : record.getStringsAsByteArrays()) {
      text.append(new String((byte[]) part, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private static String bare(Name name) {
    return name.toString(true).equals(".") ? "" : name.toString(true);
  }

  private static int octets(List<DnsRecord> records) {
    return records.stream()
        .mapToInt(r -> RECORD_OCTETS + (r instanceof DnsRecord.Text(String t) ? t.length() : 0))
        .sum();
  }

  /**
   * No such records.
   *
   * @param alias whether an alias led here: then NXDOMAIN is about its target (RFC 6604 3)
   */
  private Timed absent(boolean alias) {
    SOARecord zone = null;
    for (Record record : reply.getSection(Section.AUTHORITY)) {
      zone = record instanceof SOARecord soa ? soa : zone;
    }
    boolean exists = reply.getRcode() == Rcode.NOERROR;
    if (zone == null && exists && (alias || isReferral())) {
      return failure(DnsAnswer.Reason.SERVER_FAILURE); // It knows only who may know.
    }
    // RFC 2308 5
    Duration life =
        zone == null ? UNSAID : Duration.ofSeconds(Math.min(zone.getTTL(), zone.getMinimum()));
    return new Timed(new DnsAnswer.Absent(exists), life, 0);
  }

  private boolean isReferral() {
    return !reply.getHeader().getFlag(Flags.AA)
        && reply.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance);
  }
}
