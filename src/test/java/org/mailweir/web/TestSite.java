package org.mailweir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailweir.net.Endpoint;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;

/** A server of its own with some pages, and a browser without a screen. */
public final class TestSite implements AutoCloseable {

  public static final String PASSWORD = "correct horse battery";
  private static final String HASH = Passwords.hash(PASSWORD.toCharArray());
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final WebServer server;
  private final PasswordFile users;
  private final String origin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public TestSite(Path folder, Routes routes) {
    WebSettings d = WebSettings.DEFAULT;
    Endpoint anywhere = new Endpoint("127.0.0.1", 0);
    WebSettings settings =
        new WebSettings(
            anywhere,
            folder.resolve("users"),
            "",
            List.of("mail.example.com"),
            false,
            d.sessionIdle(),
            d.sessionLife(),
            50,
            "");
    this.users = new PasswordFile(settings.users());
    this.server = new WebServer(anywhere, settings, routes);
    server.start();
    Endpoint open = server.address();
    for (int i = 0; open == null && i < 500; i++) {
      pause();
      open = server.address();
    }
    this.origin = "http://" + open;
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String origin() {
    return origin;
  }

  int port() {
    return URI.create(origin).getPort();
  }

  /** Makes a user; with addresses he is a recipient. */
  public TestSite user(String name, String... addresses) {
    try {
      Role role = addresses.length == 0 ? Role.ADMINISTRATOR : Role.RECIPIENT;
      users.put(new User(name, role, HASH, List.of(addresses)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PasswordFile users() {
    return users;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The token in the forms of a page. */
  public String token(String path) {
    Matcher m = TOKEN.matcher(get(path).body());
    if (!m.find()) {
      throw new AssertionError("no form on " + path);
    }
    return m.group(1);
  }

  public HttpResponse<String> logIn(String name, String password) {
    return post("/login", Map.of("name", name, "password", password));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(30));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    try {
      return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
