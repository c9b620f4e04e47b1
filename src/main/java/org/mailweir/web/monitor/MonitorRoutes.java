package org.mailweir.web.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailweir.web.Access;
import org.mailweir.web.Handler;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;

/**
 * {@code /metrics} for Prometheus and {@code /health} for load balancers: 200 when mail flows, else
 * 503 with the reasons. Both answer who asks from this machine by a loopback address while no proxy
 * is configured, and who brings the token; for all others they do not exist. Neither tells anything
 * of any message.
 */
public final class MonitorRoutes {

  private static final String BEARER = "Bearer ";

  private final Supplier<List<String>> reasons;
  private final Supplier<String> metrics;
  private final String type;
  private final @Nullable Path tokenFile;

  /**
   * @param reasons why mail does not flow; empty when it does
   * @param metrics as text
   * @param type of that text
   * @param tokenFile read at each request, so that the token can be changed; null when only this
   *     machine may ask
   */
  public MonitorRoutes(
      Supplier<List<String>> reasons,
      Supplier<String> metrics,
      String type,
      @Nullable Path tokenFile) {
    this.reasons = reasons;
    this.metrics = metrics;
    this.type = type;
    this.tokenFile = tokenFile;
  }

  public void addTo(Routes routes) {
    routes.get("/metrics", Access.ANYBODY, known(this::metrics));
    routes.get("/health", Access.ANYBODY, known(this::health));
  }

  private Handler known(Handler handler) {
    return request ->
        request.direct() || bringsToken(request)
            ? handler.handle(request)
            : Response.notFound(request);
  }

  private Response metrics(Request request) {
    return Response.of(200, type, metrics.get().getBytes(StandardCharsets.UTF_8));
  }

  private Response health(Request request) {
    List<String> why = reasons.get();
    return why.isEmpty()
        ? Response.text(200, "mail flows")
        : Response.text(503, String.join("\n", why));
  }

  private boolean bringsToken(Request request) throws IOException {
    String given = request.header("Authorization");
    if (tokenFile == null || given == null || !given.startsWith(BEARER)) {
      return false;
    }
    byte[] wanted = Files.readString(tokenFile).strip().getBytes(StandardCharsets.UTF_8);
    byte[] brought = given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    return wanted.length > 0 && MessageDigest.isEqual(wanted, brought);
  }
}
