package org.mailweir.web;

import java.util.Map;

/** What every answer carries, unless it says otherwise itself. */
final class SecurityHeaders {

  /** Nothing but our own stylesheet, scripts, pictures and forms; nobody may frame us. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  /** No-referrer would make browsers send "Origin: null" with our own forms. */
  static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), microphone=(), geolocation=()",
          "Cache-Control", "no-store");

  private SecurityHeaders() {}
}
