package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.CommandLessons;
import org.mailweir.app.Wiring;
import org.mailweir.check.Finding;
import org.mailweir.config.ConfigException;
import org.mailweir.config.MailweirSettings;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.Expiry;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.review.HeldList;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, releases and deletes held mail. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show|release|delete|expire",
    description = "Lists, shows, releases and deletes held mail.")
final class QuarantineCommand {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(mixinStandardHelpOptions = true, description = "Lists held mail, newest first.")
  int list(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "One JSON record a line.") boolean json,
      @Mixin SearchOptions options,
      @Option(names = "--limit", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}")
          int limit)
      throws IOException, ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    try (HeldList held = new HeldList(folder(config))) {
      for (HeldMessage message : held.find(options.search(), 0, limit)) {
        out.println(json ? GSON.toJson(message) : line(message));
      }
    }
    return 0;
  }

  private static String line(HeldMessage message) {
    String recipients =
        message.recipients().stream()
            .limit(3)
            .map(r -> r.address() + state(r))
            .collect(Collectors.joining(","));
    int more = message.recipients().size() - 3;
    return String.format(
        Locale.ROOT,
        "%s  %s  %6.1f  <%s> -> %s%s  %s",
        message.id(),
        message.heldAt().substring(0, 16),
        message.score(),
        printable(message.sender()),
        printable(recipients),
        more > 0 ? " and " + more + " more" : "",
        printable(message.subject()));
  }

  private static String state(HeldRecipient recipient) {
    return recipient.state() == HeldMessage.State.HELD
        ? ""
        : "(" + recipient.state().name().toLowerCase(Locale.ROOT) + ")";
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows why a message is held, and its text.")
  int show(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "The record as JSON.") boolean json,
      @Option(names = "--raw", description = "The message itself, byte for byte.") boolean raw,
      @Parameters(paramLabel = "ID") String id)
      throws IOException, ConfigException {
    QuarantineFolder folder = folder(config);
    TransactionId wanted = id(id);
    PrintWriter out = spec.commandLine().getOut();
    HeldMessage message =
        folder.find(wanted).orElseThrow(() -> new IOException("no held message " + wanted));
    if (json) {
      out.println(GSON.toJson(message));
    } else if (raw) {
      try (InputStream in = folder.open(wanted)) {
        in.transferTo(System.out);
      }
    } else {
      record(out, message);
    }
    return 0;
  }

  private static void record(PrintWriter out, HeldMessage message) {
    out.println("id       " + message.id());
    out.println("held     " + message.heldAt());
    out.println("sender   <" + printable(message.sender()) + ">");
    out.println("from     " + printable(message.from()));
    out.println("subject  " + printable(message.subject()));
    out.println("client   " + message.client().name() + " [" + message.client().addr() + "]");
    out.println("size     " + message.size());
    out.println("reason   " + printable(message.reason()));
    for (HeldRecipient recipient : message.recipients()) {
      String changed = recipient.changedAt() == null ? "" : " " + recipient.changedAt();
      out.println(
          "to       "
              + printable(recipient.address())
              + " "
              + recipient.state().name().toLowerCase(Locale.ROOT)
              + changed
              + (recipient.reason().equals(message.reason())
                  ? ""
                  : ", because " + printable(recipient.reason())));
    }
    for (Finding finding : message.findings()) {
      out.printf(
          Locale.ROOT,
          "%8.1f  %-28s %s%n",
          finding.points() + 0.0,
          finding.name(),
          finding.description());
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Delivers held mail as it came, to one recipient or all, without judging again.")
  int release(
      @Mixin ConfigOption config,
      @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Only to him.")
          @Nullable String recipient,
      @Option(names = "--learn", description = "Teach the classifier first that it is ham.")
          boolean learn,
      @Option(
              names = "--allow",
              description =
                  "Allow the sender from now on, for these recipients: mail that is authenticated"
                      + " as this was, or comes from the same network.")
          boolean allow,
      @Parameters(arity = "1..*", paramLabel = "ID") List<String> ids)
      throws IOException, ConfigException {
    ReviewDesk.Wish wish = new ReviewDesk.Wish(learn, allow);
    return decide(config, ids, (desk, id) -> desk.release(id, recipient, wish, administrator()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Deletes held mail for one recipient or all.")
  int delete(
      @Mixin ConfigOption config,
      @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Only his copy.")
          @Nullable String recipient,
      @Option(names = "--learn", description = "Teach the classifier first that it is spam.")
          boolean learn,
      @Parameters(arity = "1..*", paramLabel = "ID") List<String> ids)
      throws IOException, ConfigException {
    return decide(config, ids, (desk, id) -> desk.delete(id, recipient, learn, administrator()));
  }

  private static ReviewDesk.Person administrator() {
    return new ReviewDesk.Person(Administrator.name(), true);
  }

  /** What is decided about one message. */
  private interface Decision {
    ReviewDesk.Answer of(ReviewDesk desk, TransactionId id) throws IOException;
  }

  /** One message that cannot be served does not keep the others waiting. */
  private int decide(ConfigOption config, List<String> ids, Decision decision)
      throws ConfigException {
    List<TransactionId> wanted = ids.stream().map(this::id).toList();
    MailweirSettings settings = config.load().settings();
    boolean done = true;
    try (CommandLessons lessons = new CommandLessons(settings)) {
      ReviewDesk desk = Wiring.reviewDesk(settings, lessons);
      for (TransactionId id : wanted) {
        try {
          done &= print(id.text(), decision.of(desk, id));
        } catch (IOException e) {
          spec.commandLine().getErr().println("mailweir: " + e.getMessage());
          done = false;
        }
      }
      lessons.summary().ifPresent(spec.commandLine().getErr()::println);
    }
    return done ? 0 : 1;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Removes held mail whose time is over; the daemon does so every hour.")
  int expire(
      @Mixin ConfigOption config,
      @Option(names = "--dry-run", description = "Only say which.") boolean dry)
      throws IOException, ConfigException {
    QuarantineSettings settings = config.load().settings().quarantine();
    Expiry expiry = new Expiry(new QuarantineFolder(settings), settings);
    PrintWriter out = spec.commandLine().getOut();
    if (dry) {
      expiry.due(Instant.now()).forEach(id -> out.println(id + " is due"));
    } else {
      expiry.run(Instant.now(), id -> out.println(id + " removed"));
    }
    return 0;
  }

  private boolean print(String id, ReviewDesk.Answer answer) {
    PrintWriter out = spec.commandLine().getOut();
    LessonResult lesson = answer.lesson();
    if (lesson != null) {
      out.println(id + " " + LessonWords.of(lesson));
    }
    for (Review.Result result : answer.results()) {
      String what =
          switch (result) {
            case Review.Result.Done d ->
                d.state().name().toLowerCase(Locale.ROOT) + " " + d.reply();
            case Review.Result.Already a -> "already " + a.state().name().toLowerCase(Locale.ROOT);
            case Review.Result.Failed f -> "still held: " + f.why();
          };
      out.println(id + " " + printable(result.recipient()) + " " + what.trim());
    }
    if (answer.allowed() != null) {
      out.println(id + " " + printable(answer.allowed()));
    }
    return answer.isGood();
  }

  private TransactionId id(String text) {
    if (!TransactionId.isValid(text)) {
      throw new ParameterException(
          spec.commandLine(), "\"" + text + "\" is no id; \"mailweir quarantine list\" shows them");
    }
    return new TransactionId(text);
  }

  private static QuarantineFolder folder(ConfigOption config) throws ConfigException {
    return new QuarantineFolder(config.load().settings().quarantine());
  }
}
