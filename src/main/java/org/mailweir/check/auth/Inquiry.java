package org.mailweir.check.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.arc.PendingChain;
import org.mailweir.check.auth.dkim.BodyDigest;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dkim.MessageHeader;
import org.mailweir.check.auth.dkim.MessageReader;
import org.mailweir.check.auth.dkim.PendingSignature;
import org.mailweir.check.auth.dmarc.Authors;
import org.mailweir.check.auth.dmarc.DmarcAnswer;
import org.mailweir.check.auth.dmarc.DmarcQuestion;
import org.mailweir.check.auth.dmarc.Identity;
import org.mailweir.check.auth.spf.Spf;
import org.mailweir.check.auth.spf.SpfAnswer;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.concurrent.Deadline;
import org.mailweir.concurrent.FanOut;
import org.mailweir.dns.DnsClient;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.relay.NetworkSet;
import org.mailweir.relay.Relay;
import org.mailweir.relay.RelayPath;
import org.mailweir.relay.RelayReader;
import org.mailweir.relay.TrustSettings;

/** Asks all mechanisms about a message: first all questions leave, then the answers are awaited. */
final class Inquiry {

  /** More authors are no letter of several people any more. */
  private static final int MOST_AUTHORS = 4;

  private static final NetworkSet LOOPBACK = NetworkSet.of(List.of("127.0.0.0/8", "::1"));

  private final AuthSettings settings;
  private final DnsClient dns;
  private final PublicSuffixes suffixes;
  private final TrustSettings trust;

  Inquiry(AuthSettings settings, DnsClient dns, PublicSuffixes suffixes, TrustSettings trust) {
    this.settings = settings;
    this.dns = dns;
    this.suffixes = suffixes;
    this.trust = trust;
  }

  Evidence about(CheckInput input, Deadline deadline) throws InterruptedException {
    try (FanOut<SpfAnswer> spf = new FanOut<>();
        MessageReader reader = new MessageReader(input.raw().open())) {
      client(input)
          .ifPresent(
              asked -> {
                Spf both = new Spf(asked.ip(), asked.helo(), dns, deadline);
                spf.start("spf", () -> both.mailFrom(input.sender()));
                spf.start("spf helo", both::helo);
              });
      return new Hearing(input, reader, deadline).conclude(spf);
    } catch (IOException e) {
      throw new IllegalStateException("the message cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Whether it is mail of our own: written on this host, or by somebody who logged in, or handed
   * over by nobody but hosts of ours.
   */
  boolean isOurs(CheckInput input) {
    RelayPath path = path(input);
    boolean written = "LOCAL".equals(input.client().source());
    return path.external().isEmpty() && (written || !path.trusted().isEmpty());
  }

  private RelayPath path(CheckInput input) {
    return RelayReader.read(input.message().headers(), trust, input.client(), input.origin());
  }

  /**
   * The host that handed the message to us, or to somebody whom we trust. Behind a private address
   * that nobody has named as ours nothing is believed: it may be that of a gateway or a container,
   * which every client of the world has, and what lies behind it is what the sender wrote.
   */
  private Optional<Asked> client(CheckInput input) {
    RelayPath path = path(input);
    boolean guessed =
        !trust.configured()
            && path.trusted().stream().anyMatch(r -> r.isPrivate() && !LOOPBACK.contains(r.ip()));
    if (guessed || path.external().isEmpty()) {
      return Optional.empty();
    }
    Relay relay = path.external().getFirst();
    try {
      return Optional.of(new Asked(InetAddress.ofLiteral(relay.ip()), relay.helo()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no address
    }
  }

  private record Asked(InetAddress ip, String helo) {}

  /** One message. */
  private final class Hearing {
    private final CheckInput input;
    private final MessageReader reader;
    private final Deadline deadline;
    private final List<PendingSignature> pending;
    private final PendingChain chain;
    private final Authors authors;
    private final List<DmarcQuestion> policies = new ArrayList<>();

    Hearing(CheckInput input, MessageReader reader, Deadline deadline) {
      this.input = input;
      this.reader = reader;
      this.deadline = deadline;
      Instant now = Instant.now();
      MessageHeader header = reader.header();
      this.pending = PendingSignature.all(header, settings.maxSignatures(), now, dns, deadline);
      this.chain = PendingChain.ask(header, now, dns, deadline);
      this.authors =
          Authors.of(header.all("from").stream().map(MessageHeader.Field::value).toList());
      authors.domains().stream()
          .limit(MOST_AUTHORS)
          .forEach(d -> policies.add(DmarcQuestion.ask(d, suffixes, dns, deadline)));
    }

    Evidence conclude(FanOut<SpfAnswer> spf) throws IOException, InterruptedException {
      Set<BodyDigest.Spec> wanted = new HashSet<>();
      pending.forEach(p -> p.body().ifPresent(wanted::add));
      chain.body().ifPresent(wanted::add);
      Map<BodyDigest.Spec, BodyDigest> bodies = reader.digests(wanted, input.deadline());
      List<DkimResult> signatures = new ArrayList<>();
      for (PendingSignature signature : pending) {
        signatures.add(signature.finish(reader.header(), bodies));
      }
      ArcResult arc = chain.finish(reader.header(), bodies);
      List<FanOut.Outcome<SpfAnswer>> answers = spf.await(input.deadline());
      SpfAnswer mailFrom = answers.isEmpty() ? null : answer(answers.getFirst());
      List<Identity> identities = identities(mailFrom, input.sender().domain(), signatures);
      DmarcAnswer dmarc = dmarc(identities);
      return new Evidence(
          mailFrom,
          answers.isEmpty() ? null : answer(answers.getLast()),
          input.sender().isNull(),
          signatures,
          arc,
          authors,
          dmarc,
          dmarc.result() == DmarcAnswer.Result.FAIL
              && Vouching.vouches(arc, settings.trustedSealers(), dmarc.domain()),
          authors.isOne() && proves(identities, authors.domains().getFirst()));
    }

    private DmarcAnswer dmarc(List<Identity> identities) throws InterruptedException {
      int sample = Integer.parseInt(input.raw().sha256().substring(0, 7), 16) % 100;
      List<DmarcAnswer> answers = new ArrayList<>();
      for (DmarcQuestion policy : policies) {
        answers.add(policy.judge(identities, sample));
      }
      if (!authors.valid() || authors.domains().size() > MOST_AUTHORS) {
        answers.add(DmarcAnswer.unclear());
      }
      // RFC 7489 6.6.1: of several authors the strictest policy that fails counts
      return answers.stream().max(BY_WEIGHT).orElse(DmarcAnswer.unclear());
    }

    private boolean proves(List<Identity> identities, String author) {
      return identities.stream()
          .filter(i -> i.state() == Identity.State.PASS)
          .anyMatch(i -> DmarcQuestion.isRelaxedAligned(i.domain(), author, suffixes));
    }
  }

  private static final Comparator<DmarcAnswer> BY_WEIGHT =
      Comparator.<DmarcAnswer, Integer>comparing(
              a ->
                  switch (a.result()) {
                    case PASS -> 0;
                    case NONE -> 1;
                    case PERMERROR -> 2;
                    case TEMPERROR -> 3;
                    case FAIL -> 4;
                  })
          .thenComparing(DmarcAnswer::applied)
          .thenComparing(DmarcAnswer::requested);

  /** A late answer is one that the DNS has not given. */
  private static SpfAnswer answer(FanOut.Outcome<SpfAnswer> outcome) {
    return switch (outcome) {
      case FanOut.Outcome.Done<SpfAnswer>(SpfAnswer value) -> value;
      case FanOut.Outcome.TimedOut<SpfAnswer>() -> SpfAnswer.unknown("timeout");
      case FanOut.Outcome.Failed<SpfAnswer>(Throwable cause) ->
          SpfAnswer.unknown("error " + cause.getClass().getSimpleName());
    };
  }

  private static List<Identity> identities(
      @Nullable SpfAnswer mailFrom, String senderDomain, List<DkimResult> signatures) {
    List<Identity> identities = new ArrayList<>();
    if (mailFrom == null) {
      String domain = DomainName.normal(senderDomain);
      identities.add(new Identity(Identity.Mechanism.SPF, domain, Identity.State.UNKNOWN));
    } else {
      Identity.State state =
          switch (mailFrom.result()) {
            case PASS -> Identity.State.PASS;
            case TEMPERROR -> Identity.State.UNKNOWN;
            case NONE, NEUTRAL, FAIL, SOFTFAIL, PERMERROR -> Identity.State.FAIL;
          };
      identities.add(new Identity(Identity.Mechanism.SPF, mailFrom.domain(), state));
    }
    for (DkimResult result : signatures) {
      Identity.State state =
          switch (result.status()) {
            // text that nobody signed may be anybody's
            case PASS -> result.isSound() ? Identity.State.PASS : Identity.State.FAIL;
            case TEMPERROR -> Identity.State.UNKNOWN;
            case FAIL, PERMERROR -> Identity.State.FAIL;
          };
      identities.add(new Identity(Identity.Mechanism.DKIM, result.domain(), state));
    }
    return identities;
  }
}
