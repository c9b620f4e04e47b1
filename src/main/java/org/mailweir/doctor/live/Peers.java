package org.mailweir.doctor.live;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.spamd.SpamdCheck;
import org.mailweir.check.virus.VirusCheck;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;

/** Whether clamd and spamd answer, where they are asked. */
final class Peers {

  private static final Note NOTE = new Note(Subject.SERVERS);

  private final MailweirSettings settings;

  Peers(MailweirSettings settings) {
    this.settings = settings;
  }

  List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>();
    if (settings.virus().enabled()) {
      VirusCheck.silent(settings.virus()).forEach((name, why) -> found.add(clamd(name, why)));
    }
    if (settings.spamd().enabled()) {
      SpamdCheck.silent(settings.spamd()).forEach((name, why) -> found.add(spamd(name, why)));
    }
    return found;
  }

  private Diagnosis clamd(String name, String why) {
    boolean required =
        settings.virus().required() || settings.analysis().required().contains("virus");
    boolean last = settings.virus().servers().size() == 1;
    String what = "clamd does not answer: " + why + ".";
    String where = name + " (servers of [virus])";
    String[] remedy = {
      "systemctl start clamav-daemon",
      "for its socket: adduser mailweir clamav, then systemctl restart mailweir"
    };
    return required && last
        ? NOTE.error("clamd-silent", what, where, "All mail waits until it does (451).", remedy)
        : NOTE.warning(
            "clamd-silent",
            what,
            where,
            "Mail passes unscanned, or the other one is alone.",
            remedy);
  }

  private Diagnosis spamd(String name, String why) {
    return NOTE.warning(
        "spamd-silent",
        "spamd does not answer: " + why + ".",
        name + " (servers of [spamd])",
        settings.analysis().required().contains("spamd")
            ? "All mail waits until it does (451)."
            : "Mail is judged without it.",
        "systemctl start spamd",
        "or enabled = false in [spamd]");
  }
}
