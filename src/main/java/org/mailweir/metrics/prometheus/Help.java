package org.mailweir.metrics.prometheus;

import java.util.Map;
import java.util.stream.Collectors;

/** What the metrics mean, for those who look at them elsewhere. */
final class Help {

  private static final Map<String, String> WORDS =
      """
      admission_in_use: Messages that are received or worked on.
      admission_places: Messages that can be at the same time (listen.max_messages).
      admission_wait_seconds: How long messages waited for a place.
      admission_waiting: Messages that wait for a place before their DATA.
      analyses_total: Messages that were analysed; chunks and retries of the same message count once.
      analysis_seconds: How long parsing and all checks of a message took.
      build_info: Which version runs.
      check_seconds: How long each check took for one message.
      check_unavailable_total: Checks that had no answer or only a part of it.
      client_gone_total: Messages whose client had hung up before they were done.
      dns_server_resting: 1 for each name server that is left alone because it failed.
      dnsbl_list_off: 1 for each DNS list that is not asked now.
      health_reasons: How many reasons there are why mail does not flow as it should; 0 is good.
      held_total: Messages that were held.
      hold_seconds: How long writing a message into the quarantine took.
      lessons: What the classifier has learned.
      message_seconds: From the end of DATA to the reply.
      messages_by_fate_total: Messages by the worst that has become of a copy.
      messages_in_flight: Messages whose DATA was said and that have no reply yet.
      messages_total: Messages that came.
      parse_seconds: How long taking a message apart took.
      partial_delivery_total: Messages of which some recipients were served and others were put off.
      poison_total: Messages that passed unexamined since the process died with them three times.
      quarantine_errors_total: Messages that could not be held because the disk refused.
      quarantine_messages: Messages in the quarantine.
      recalled_total: Messages whose verdict was known already.
      recipients_by_fate_total: Copies by what has become of them.
      reinject_connections: Connections to the port behind us that can be at the same time.
      reinject_in_use: Transactions with the port behind us.
      reinject_seconds: How long handing a message to the port behind us took.
      reinject_unreachable_total: Messages for which the port behind us could not be reached.
      rule_cpu_micros_total: Processor time of each rule.
      rule_hits_total: How often each rule has hit.
      scan_incomplete_total: Messages that passed without a full analysis after it had failed twice.
      source_unavailable: Messages in a row for which this source had no answer.
      spamd_server_resting: 1 for each spamd that is left alone because it failed.
      state_free_bytes: What is left on the disk of the state folder.
      unavailable_total: Messages for which this check had no answer or only a part of it.
      virus_server_resting: 1 for each clamd that is left alone because it failed.
      worker_wait_seconds: How long messages waited for a free processor.
      workers_waiting: Analyses that wait for a processor.
      """
          .lines()
          .map(line -> line.split(": ", 2))
          .collect(Collectors.toMap(part -> part[0], part -> part[1]));

  private Help() {}

  /** Never empty: a name says something by itself. */
  static String of(String name) {
    return WORDS.getOrDefault(name, name.replace('_', ' '));
  }
}
