package org.mailweir.decide;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Doc;
import org.mailweir.settings.Where;

/** What happens to the mail of recipients for whom nothing else is said. */
@Doc("What happens to the mail of everyone for whom no [[recipient]] below says otherwise.")
public record PolicySettings(
    @Doc("From that score on a message is spam: X-Spam-Flag: YES. inf means never.") double tag,
    @Doc("From that score on subject_tag is put before the Subject. inf means never.")
        double tagSubject,
    @Doc("From that score on the message is held in quarantine. inf means never.") double hold,
    @Doc("What is put before the Subject, once. It breaks DKIM signatures, as any change would.")
        String subjectTag,
    @Doc("Add X-Spam-Report, a list of all findings with their points.") boolean report,
    @Doc(
            "Senders whose mail is never marked or held: \"a@example.com\", \"@example.com\" (with"
                + " its subdomains). Compared with the envelope sender and the From field, both of"
                + " which can be forged; allow_authenticated is the safer list.")
        List<String> allow,
    @Doc(
            "As allow, but only for mail whose From field has been authenticated: DKIM or SPF passed"
                + " for its domain (finding FROM_AUTHENTICATED). Compared with the From field only.")
        List<String> allowAuthenticated,
    @Doc("Senders whose mail is always treated as spam, in the same form.") List<String> block,
    @Doc("Deliver everything, spam too: marked, but never held.") boolean spamLover,
    @Doc(
            "Findings for which a message is held whatever its score, whoever sent it and whoever"
                + " loves spam; mail from the inside as well. [] means none.")
        List<String> holdFindings,
    Where where) {

  private static final double FARTHEST = 1_000_000;
  private static final Pattern TAG = Pattern.compile("[ -~]{0,200}");

  public static final PolicySettings DEFAULT =
      new PolicySettings(
          5.0,
          8.0,
          12.0,
          "[SPAM] ",
          false,
          List.of(),
          List.of(),
          List.of(),
          false,
          List.of("VIRUS"),
          Where.DEFAULTS);

  public PolicySettings {
    requireThreshold("tag", tag);
    requireThreshold("tag_subject", tagSubject);
    requireThreshold("hold", hold);
    requireSubjectTag(subjectTag);
  }

  private static void requireThreshold(String key, @Nullable Double points) {
    boolean never = points != null && points == Double.POSITIVE_INFINITY;
    if (points != null && !never && !(Math.abs(points) <= FARTHEST)) {
      throw new IllegalArgumentException(
          key + ": a number from -1000000 to 1000000, or inf for never, is expected");
    }
  }

  /** It goes into a header field as it is: nothing in it may end the line or need an encoding. */
  private static void requireSubjectTag(@Nullable String tag) {
    if (tag != null && !TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "subject_tag: at most 200 printable ASCII characters on one line are expected");
    }
  }

  /** One entry of the table of recipients; what it leaves out is as in {@code [policy]}. */
  @Doc(
      "Recipients with settings of their own. The first entry that matches counts; what it leaves"
          + " out is as in [policy]. match takes \"user@example.com\", \"@example.com\" or"
          + " \"@.example.com\" (the domain and all below it).")
  public record ForRecipients(
      @Doc("Whom it is for.") List<String> match,
      @Doc("As in [policy].") @Nullable Double tag,
      @Doc("As in [policy].") @Nullable Double tagSubject,
      @Doc("As in [policy].") @Nullable Double hold,
      @Doc("As in [policy].") @Nullable String subjectTag,
      @Doc("As in [policy].") @Nullable Boolean report,
      @Doc("In addition to those of [policy].") @Nullable List<String> allow,
      @Doc("In addition to those of [policy].") @Nullable List<String> allowAuthenticated,
      @Doc("In addition to those of [policy].") @Nullable List<String> block,
      @Doc("As in [policy].") @Nullable Boolean spamLover,
      @Doc("Instead of those of [policy].") @Nullable List<String> holdFindings,
      Where where) {

    public static final ForRecipients DEFAULT =
        new ForRecipients(
            List.of(), null, null, null, null, null, null, null, null, null, null, Where.DEFAULTS);

    public ForRecipients {
      requireThreshold("tag", tag);
      requireThreshold("tag_subject", tagSubject);
      requireThreshold("hold", hold);
      requireSubjectTag(subjectTag);
    }
  }
}
