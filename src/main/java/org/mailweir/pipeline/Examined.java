package org.mailweir.pipeline;

import java.time.Duration;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Verdict;

/**
 * What is left of an examination: the verdict and the few words of the message that are needed when
 * it is acted upon.
 *
 * @param verdicts the verdict for each recipient; for nearly all of them that above
 * @param subject decoded, cut
 * @param from the From field, decoded, cut
 * @param fromAddress the address in it, canonical
 * @param messageId for the journal
 * @param digest under which what the classifier looks at is remembered; empty when it is not
 * @param took how long the analysis took
 */
record Examined(
    Verdict verdict,
    Decider.VerdictFor verdicts,
    String subject,
    String from,
    String fromAddress,
    String messageId,
    String digest,
    Duration took) {}
