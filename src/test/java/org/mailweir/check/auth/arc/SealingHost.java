package org.mailweir.check.auth.arc;

import org.mailweir.check.auth.dkim.Signer;

/** Seals messages as {@code list.example}; the fields From and Subject are signed. */
public final class SealingHost {

  private final Signer signer;
  private String sealed = "";

  public SealingHost(Signer signer) {
    this.signer = signer;
  }

  /** Puts a set on top of a message whose header is written in the relaxed form. */
  public String seal(int instance, String status, String message) {
    int bodyStart = message.indexOf("\r\n\r\n") + 4;
    String results =
        "i=" + instance + "; list.example; dmarc=pass header.from=example.org; arc=" + status;
    String signature = messageSignature(instance, message, message.substring(bodyStart));
    String set =
        "arc-authentication-results:" + results + "\r\narc-message-signature:" + signature + "\r\n";
    String seal =
        "i=%d; a=%s; cv=%s; d=list.example; s=s; b="
            .formatted(instance, signer.algorithm(), status);
    String before = instance == 1 ? "" : sealed;
    String whole = seal + signer.sign(before + set + "arc-seal:" + seal);
    sealed = before + set + "arc-seal:" + whole + "\r\n";
    return "ARC-Seal: "
        + whole
        + "\r\nARC-Message-Signature: "
        + signature
        + "\r\nARC-Authentication-Results: "
        + results
        + "\r\n"
        + message;
  }

  private String messageSignature(int instance, String message, String body) {
    String start =
        "i=%d; a=%s; c=relaxed/relaxed; d=list.example; s=s; h=from:subject; bh=%s; b="
            .formatted(instance, signer.algorithm(), Signer.base64(Signer.sha256(body)));
    String signed =
        "from:"
            + field(message, "From: ")
            + "\r\nsubject:"
            + field(message, "Subject: ")
            + "\r\narc-message-signature:";
    return start + signer.sign(signed + start);
  }

  private static String field(String message, String name) {
    int at = message.indexOf("\r\n" + name) < 0 ? 0 : message.indexOf("\r\n" + name) + 2;
    return message.substring(at + name.length(), message.indexOf("\r\n", at));
  }
}
