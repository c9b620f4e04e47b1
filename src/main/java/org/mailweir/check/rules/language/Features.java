package org.mailweir.check.rules.language;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conditions in rule files may ask for: which plugins of SpamAssassin are there, and what they
 * and its core can do.
 *
 * <p>A plugin counts as there when a {@code loadplugin} line names it, and its rules are run by
 * this engine or fed by other checks. No code is ever loaded.
 */
final class Features {

  /** The version whose language this is. */
  static final double VERSION = 4.000001;

  /** That version as {@code require_version} names it. */
  static final String VERSION_TEXT = "4.000001";

  private static final double PERL_VERSION = 5.036;
  private static final String PLUGIN = "Mail::SpamAssassin::Plugin::";
  private static final String CORE = "Mail::SpamAssassin::Conf";

  /** Known plugins, and what {@code can()} and {@code has()} may ask of each. */
  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          Map.entry("AskDNS", Set.of("has_tag_header")),
          Map.entry("AutoLearnThreshold", Set.of()),
          Map.entry("Bayes", Set.of()),
          Map.entry("BodyEval", Set.of("has_check_body_length", "has_plaintext_body_sig_ratio")),
          Map.entry("Check", Set.of()),
          Map.entry("DCC", Set.of()),
          Map.entry("DKIM", Set.of("has_arc")),
          Map.entry("DMARC", Set.of()),
          Map.entry("DNSEval", Set.of("has_tflags_domains_only", "has_tflags_ips_only")),
          Map.entry("FreeMail", Set.of()),
          Map.entry("HTMLEval", Set.of()),
          Map.entry("HTTPSMismatch", Set.of()),
          Map.entry(
              "HashBL",
              Set.of(
                  "has_hashbl_bodyre",
                  "has_hashbl_bodyre_num",
                  "has_hashbl_emails",
                  "has_hashbl_uris",
                  "has_hashbl_ignore",
                  "has_hashbl_email_regex",
                  "has_hashbl_email_welcomelist",
                  "has_hashbl_email_whitelist",
                  "has_hashbl_tag",
                  "has_hashbl_sha256",
                  "has_hashbl_attachments",
                  "has_hashbl_email_domain",
                  "has_hashbl_email_domain_alias")),
          Map.entry("HeaderEval", Set.of()),
          Map.entry("ImageInfo", Set.of()),
          Map.entry(
              "MIMEEval",
              Set.of(
                  "has_check_for_ascii_text_illegal",
                  "has_check_abundant_unicode_ratio",
                  "has_check_qp_ratio")),
          Map.entry(
              "MIMEHeader",
              Set.of(
                  "has_all_header",
                  "has_tflags_range",
                  "has_tflags_concat",
                  "has_tflags_multiple",
                  "has_capture_rules")),
          Map.entry("Pyzor", Set.of("has_fork", "has_perl")),
          Map.entry("Razor2", Set.of("has_fork")),
          Map.entry("RelayEval", Set.of()),
          Map.entry("ReplaceTags", Set.of()),
          Map.entry("Rule2XSBody", Set.of()),
          Map.entry("SPF", Set.of("has_check_for_spf_errors", "has_check_spf_skipped_noenvfrom")),
          Map.entry("Shortcircuit", Set.of()),
          Map.entry("SpamCop", Set.of()),
          Map.entry(
              "URIDNSBL",
              Set.of(
                  "has_tflags_domains_only",
                  "has_subtest_for_ranges",
                  "has_uridnsbl_for_a",
                  "has_uridnsbl_a_ns",
                  "has_tflags_notrim",
                  "has_uridnsbl_skip_mailto")),
          Map.entry("URIDetail", Set.of("has_host_key")),
          Map.entry("URIEval", Set.of()),
          Map.entry("VBounce", Set.of()),
          Map.entry("WLBLEval", Set.of()),
          Map.entry("WelcomeListSubject", Set.of()));

  private static final Set<String> CORE_FEATURES =
      Set.of(
          "feature_originating_ip_headers",
          "feature_dns_local_ports_permit_avoid",
          "feature_bayes_auto_learn_on_error",
          "feature_uri_host_listed",
          "feature_yesno_takes_args",
          "feature_bug6558_free",
          "feature_edns",
          "feature_dns_query_restriction",
          "feature_registryboundaries",
          "feature_geodb",
          "feature_dns_block_rule",
          "feature_compile_regexp",
          "feature_meta_rules_matching",
          "feature_subjprefix",
          "feature_bayes_stopwords",
          "feature_get_host",
          "feature_blocklist_welcomelist",
          "feature_welcomelist_blocklist",
          "feature_header_address_parser",
          "feature_local_tests_only",
          "feature_header_first_last",
          "feature_header_match_many",
          "feature_capture_rules",
          "has_tflags_nosubject",
          "has_tflags_nolog",
          "perl_min_version_5010000");

  private final Set<String> loaded = new HashSet<>();
  private final Set<String> compatible = new HashSet<>();
  private final boolean localTestsOnly;

  Features(boolean localTestsOnly) {
    this.localTestsOnly = localTestsOnly;
  }

  /** Takes every plugin that is known as loaded: for rule sets without {@code loadplugin} lines. */
  void loadAll() {
    loaded.addAll(KNOWN.keySet());
  }

  /**
   * @param name in full, as {@code loadplugin} has it
   * @return whether it is known
   */
  boolean load(String name) {
    String known = shortName(name);
    return KNOWN.containsKey(known) && (loaded.add(known) || loaded.contains(known));
  }

  /** Takes in an {@code enable_compat} line. */
  void enable(String compatibility) {
    compatible.add("compat_" + compatibility);
  }

  boolean hasPlugin(String name) {
    return loaded.contains(shortName(name));
  }

  /**
   * @param method a name such as {@code Mail::SpamAssassin::Conf::feature_x}
   */
  boolean can(String method) {
    int colons = method.lastIndexOf("::");
    String of = colons < 0 ? "" : method.substring(0, colons);
    String what = method.substring(colons < 0 ? 0 : colons + 2);
    if (of.equals(CORE)) {
      return CORE_FEATURES.contains(what) || compatible.contains(what);
    }
    return hasPlugin(of) && KNOWN.getOrDefault(shortName(of), Set.of()).contains(what);
  }

  /** The value of a word in a condition that is not a function; null if there is none. */
  @Nullable Double value(String word) {
    return switch (word) {
      case "version" -> VERSION;
      case "perl_version" -> PERL_VERSION;
      case "local_tests_only" -> localTestsOnly ? 1.0 : 0.0;
      default -> null;
    };
  }

  /** Some plugins have had other names. */
  private static String shortName(String name) {
    String last = name.startsWith(PLUGIN) ? name.substring(PLUGIN.length()) : "";
    return switch (last) {
      case "Dmarc" -> "DMARC";
      case "WhiteListSubject" -> "WelcomeListSubject";
      default -> last;
    };
  }
}
