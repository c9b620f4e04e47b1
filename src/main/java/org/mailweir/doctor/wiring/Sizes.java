package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.postfix.Service;

/** Whether the way back takes as large, as many and as travelled mail as port 25 lets in. */
final class Sizes {

  static final List<WiringCheck> CHECKS =
      List.of(
          Returns.each(Sizes::smtpd),
          Returns.each(Sizes::noCleanup),
          Returns.each(Sizes::cleanupSize),
          Returns.each(Sizes::hops),
          Returns.each(Sizes::recipients),
          Returns.each(Sizes::processes));

  /** More than the fields that are added on top. */
  private static final long ADDED = 64 << 10;

  private Sizes() {}

  /** The cleanup service behind a way back; empty when master.cf has none of that name. */
  static Optional<Service> cleanup(Sandwich s, Service back) {
    return s.postfix()
        .service(s.postfix().value(back, "cleanup_service_name"), "unix")
        .filter(c -> c.command().equals("cleanup"));
  }

  /** Whether what port 25 took, with our fields on top, fits. */
  private static boolean fits(Sandwich s, Service service) {
    long before = Sandwich.number(s.postfix().value("message_size_limit"), 10_240_000);
    long behind = Sandwich.number(s.postfix().value(service, "message_size_limit"), 10_240_000);
    return behind == 0 || (before != 0 && behind >= before + ADDED);
  }

  private static Stream<Diagnosis> smtpd(Sandwich s, Service back) {
    return fits(s, back)
        ? Stream.of()
        : Stream.of(
            Note.error(
                "return-size",
                "The way back takes no larger messages than port 25 ("
                    + s.postfix().value(back, "message_size_limit")
                    + " bytes).",
                back.place() + ", message_size_limit",
                "Mailweir adds header fields: a message just below the limit bounces.",
                Returns.set(s, back, "message_size_limit", "0")));
  }

  private static Stream<Diagnosis> noCleanup(Sandwich s, Service back) {
    return cleanup(s, back).isPresent()
        ? Stream.of()
        : Stream.of(
            Note.error(
                "no-cleanup",
                "master.cf has no cleanup service \""
                    + s.postfix().value(back, "cleanup_service_name")
                    + "\", which the way back uses.",
                back.place() + ", cleanup_service_name",
                "Nothing is delivered; all mail waits in the queue.",
                own(s, back)));
  }

  private static Stream<Diagnosis> cleanupSize(Sandwich s, Service back) {
    return cleanup(s, back).filter(c -> !fits(s, c)).map(c -> tooSmall(s, back, c)).stream();
  }

  private static Diagnosis tooSmall(Sandwich s, Service back, Service cleanup) {
    boolean shared = isShared(s, cleanup);
    return Note.error(
        "cleanup-size",
        shared
            ? "The way back has no cleanup service of its own: message_size_limit holds there, too."
            : "The cleanup service of the way back takes no larger messages than port 25.",
        shared ? back.place() + ", cleanup_service_name" : cleanup.place(),
        "Mailweir adds header fields: a message just below message_size_limit bounces with"
            + " \"message file too big\".",
        shared ? own(s, back) : new String[] {Returns.set(s, cleanup, "message_size_limit", "0")});
  }

  /** Whether mail that enters passes it, too. */
  private static boolean isShared(Sandwich s, Service cleanup) {
    return s.postfix().value("cleanup_service_name").equals(cleanup.name());
  }

  private static String[] own(Sandwich s, Service back) {
    String name = "cleanup-mailweir";
    String use = Returns.set(s, back, "cleanup_service_name", name);
    return s.postfix().service(name, "unix").isPresent()
        ? new String[] {use}
        : new String[] {new Recommendation(s.settings(), s.postfix()).cleanup(), use};
  }

  private static Stream<Diagnosis> hops(Sandwich s, Service back) {
    int before = Sandwich.number(s.postfix().value("hopcount_limit"), 50);
    return cleanup(s, back)
        .filter(c -> !isShared(s, c))
        .filter(c -> Sandwich.number(s.postfix().value(c, "hopcount_limit"), 50) <= before)
        .map(
            c ->
                Note.warning(
                    "cleanup-hops",
                    "The way back takes no more hops than port 25 (" + before + ").",
                    c.place() + ", hopcount_limit",
                    "Each pass adds one: a message that has passed nearly as many hosts bounces.",
                    Returns.set(s, c, "hopcount_limit", Integer.toString(before + 10))))
        .stream();
  }

  private static Stream<Diagnosis> recipients(Sandwich s, Service back) {
    int most = Sandwich.number(s.postfix().value(back, "smtpd_recipient_limit"), 1_000);
    int sent = s.settings().reinject().maxRecipients();
    return most >= sent
        ? Stream.of()
        : Stream.of(
            Note.error(
                "return-recipients",
                "The way back takes "
                    + most
                    + " recipients at once; Mailweir sends up to "
                    + sent
                    + ".",
                back.place() + ", smtpd_recipient_limit",
                "A message for more of them is cut off with \"too many errors\", and tried again"
                    + " until it bounces.",
                Returns.set(s, back, "smtpd_recipient_limit", Integer.toString(sent))));
  }

  private static Stream<Diagnosis> processes(Sandwich s, Service back) {
    int processes = s.processes(back);
    int connections = s.settings().reinject().connections();
    return processes == 0 || processes >= connections
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "return-processes",
                "The way back has "
                    + processes
                    + " processes; Mailweir makes up to "
                    + connections
                    + " connections (connections of [reinject]).",
                back.place() + ", maxproc",
                "Under load Mailweir waits for a connection that nobody serves, and mail is put"
                    + " off.",
                new Remedies(s.postfix())
                    .column(back, "process_limit", Integer.toString(connections))));
  }
}
