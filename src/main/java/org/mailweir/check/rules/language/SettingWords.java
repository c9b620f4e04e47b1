package org.mailweir.check.rules.language;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.language.SettingNote.Fate;

/** Every setting of SpamAssassin that is known by name, and what it means here. */
final class SettingWords {

  /**
   * @param explanation {@code {}} in it stands for the value
   */
  record Meaning(Fate fate, String explanation) {}

  /** Words that functions, links or relays of this engine act on. */
  private static final String TAKEN_OVER =
      """
      trusted_networks internal_networks msa_networks originating_ip_headers
      welcomelist_from welcomelist_to more_spam_to all_spam_to blocklist_from blocklist_to
      welcomelist_from_rcvd def_welcomelist_from_rcvd welcomelist_allows_relays
      welcomelist_subject blocklist_subject enlist_uri_host enlist_addrlist ok_locales
      util_rb_tld util_rb_2tld util_rb_3tld redirector_pattern
      freemail_domains freemail_welcomelist freemail_max_body_emails
      freemail_max_body_freemails freemail_skip_when_over_max freemail_skip_bulk_envfrom
      freemail_add_describe_email welcomelist_bounce_relays
      envelope_sender_header always_trust_envelope_sender
      shortcircuit_spam_score shortcircuit_ham_score
      """;

  /** The fate, the words, and what to tell. */
  private static final String OTHERS =
      """
      COUNTERPART | required_score | write [policy] tag = {}
      COUNTERPART | rewrite_header | write [policy] subject_tag = "the tag " and tag_subject = the score of tag, if the Subject is to be marked; other fields cannot be rewritten
      COUNTERPART | report_safe report_safe_copy_headers | messages are never wrapped, as with report_safe 0; write [policy] report = true to have the report in X-Spam-Report
      COUNTERPART | add_header remove_header clear_headers fold_headers | X-Spam-Flag, -Status, -Level and -Score are always added in SpamAssassin's form; write [policy] report = true for X-Spam-Report
      COUNTERPART | report report_template unsafe_report unsafe_report_template clear_report_template clear_unsafe_report_template report_contact report_hostname report_charset report_wrap_width | write [policy] report = true for the report in X-Spam-Report; its text is fixed
      COUNTERPART | time_limit | write [analysis] soft_deadline = "{}s"
      COUNTERPART | skip_rbl_checks skip_uribl_checks use_bayes use_bayes_rules use_learner dns_available | write [rules] score_set = the word for what runs: plain, network, bayes or bayes_and_network
      NO_COUNTERPART | bayes_path bayes_file_mode bayes_auto_learn bayes_auto_learn_threshold_nonspam bayes_auto_learn_threshold_spam bayes_auto_learn_on_error bayes_min_ham_num bayes_min_spam_num bayes_learn_during_report bayes_use_hapaxes bayes_journal_max_size bayes_expiry_max_db_size bayes_auto_expire bayes_learn_to_journal bayes_store_module bayes_sql_dsn bayes_sql_username bayes_sql_password bayes_sql_override_username bayes_token_sources bayes_token_ttl bayes_seen_ttl bayes_max_token_length | SpamAssassin's Bayes database is not read
      NO_COUNTERPART | bayes_ignore_from bayes_ignore_to bayes_ignore_header bayes_stopword_languages | SpamAssassin's Bayes database is not read
      NO_COUNTERPART | ok_languages inactive_languages textcat_max_languages textcat_optimal_ngrams textcat_max_ngrams textcat_acceptable_score | the language of a text is not guessed; ok_locales works
      NO_COUNTERPART | welcomelist_auth def_welcomelist_auth unwelcomelist_auth welcomelist_from_spf def_welcomelist_from_spf welcomelist_from_dkim def_welcomelist_from_dkim unwelcomelist_from_spf unwelcomelist_from_dkim adsp_override | it takes effect only where a check finds SPF or DKIM to pass; use welcomelist_from_rcvd, or [policy] allow
      NO_COUNTERPART | subjprefix | the Subject is marked by score only; write [policy] subject_tag
      NO_COUNTERPART | hashbl_ignore hashbl_email_domain_alias hashbl_email_regex hashbl_email_welcomelist uridnsbl uridnssub urirhsbl urirhssub urinsrhsbl urinsrhssub urifullnsrhsbl urifullnsrhssub uridnsbl_skip_domain uridnsbl_max_domains uridnsbl_timeout uridnsbl_skip_mailto rbl_headers rbl_timeout asn_lookup asn_lookup_ipv6 asn_use_geodb asn_use_dns asn_prefix | lists in the DNS are not asked by rules
      NO_COUNTERPART | dcc_home dcc_path dcc_timeout dcc_body_max dcc_fuz1_max dcc_fuz2_max use_dcc pyzor_path pyzor_timeout pyzor_max pyzor_options pyzor_count_min use_pyzor razor_config razor_timeout use_razor2 spf_timeout dkim_timeout dkim_minimum_key_bits spamcop_from_address spamcop_to_address use_auto_welcomelist auto_welcomelist_factor auto_welcomelist_path txrep_factor use_txrep | this service is not asked by rules
      NO_COUNTERPART | country_db_type country_db_path geodb_module geodb_options geodb_search_path url_shortener url_shortener_get clear_url_shortener | nothing is looked up
      SKIPPED | normalize_charset | texts are always converted, as with normalize_charset 1
      SKIPPED | body_part_scan_size rawbody_part_scan_size | the limits are those of SpamAssassin's defaults, 50000 and 500000
      SKIPPED | test reuse run_reuse_tests_only dns_block_rule dns_block_time dns_query_restriction dns_server clear_dns_servers dns_local_ports_permit dns_local_ports_avoid dns_local_ports_none dns_test_interval dns_options version_tag lock_method allow_user_rules user_scores_dsn user_scores_sql_username user_scores_sql_password user_scores_sql_custom_query mbox_format_from_regex parse_dkim_uris replace_start replace_end razor_fork pyzor_fork shortcircuit_min_ham_score shortcircuit_max_spam_score | it steers programs around SpamAssassin
      """;

  private static final Map<String, Meaning> WORDS = read();

  private SettingWords() {}

  private static Map<String, Meaning> read() {
    Map<String, Meaning> words = new HashMap<>();
    for (String word : TAKEN_OVER.strip().split("\\s+")) {
      words.put(word, new Meaning(Fate.TAKEN_OVER, "it works as in SpamAssassin"));
    }
    for (String line : OTHERS.strip().split("\n")) {
      String[] fields = line.split("\\|", 3);
      Meaning meaning = new Meaning(Fate.valueOf(fields[0].strip()), fields[2].strip());
      for (String word : fields[1].strip().split("\\s+")) {
        words.put(word, meaning);
      }
    }
    return Map.copyOf(words);
  }

  /** Null when the word is not known. */
  static @Nullable Meaning meaning(String word) {
    return WORDS.get(word.startsWith("bayes_stopword_") ? "bayes_stopword_languages" : word);
  }

  /** The name that a setting has today; many have had another. */
  static String today(String word) {
    return switch (word) {
      case "required_hits" -> "required_score";
      case "use_auto_whitelist" -> "use_auto_welcomelist";
      case "whitelist_uri_host" -> "welcomelist_uri_host";
      case "blacklist_uri_host" -> "blocklist_uri_host";
      default -> word.replace("whitelist", "welcomelist").replace("blacklist", "blocklist");
    };
  }
}
