package org.mailweir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mailweir.net.Endpoint;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;

/** A server of its own with some pages, and a visitor. */
public final class TestSite implements AutoCloseable {

  public static final String PASSWORD = "correct horse battery";
  private static final String HASH = Passwords.hash(PASSWORD.toCharArray());

  private final WebServer server;
  private final PasswordFile users;
  private final String origin;
  private final Visitor visitor;

  public TestSite(Path folder, Routes routes) {
    this(folder, routes, false);
  }

  /**
   * @param behindProxy as that setting
   */
  public TestSite(Path folder, Routes routes, boolean behindProxy) {
    WebSettings d = WebSettings.DEFAULT;
    Endpoint anywhere = new Endpoint("127.0.0.1", 0);
    WebSettings settings =
        new WebSettings(
            anywhere,
            folder.resolve("users"),
            "",
            List.of("mail.example.com"),
            behindProxy,
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
    this.visitor = new Visitor(origin);
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

  HttpResponse<String> get(String path, String... headers) {
    return visitor.get(path, headers);
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    return visitor.post(path, form, headers);
  }

  String token(String path) {
    return visitor.token(path);
  }

  HttpResponse<String> logIn(String name, String password) {
    return visitor.logIn(name, password);
  }

  /** The end of the server alone. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    stop();
    visitor.close();
  }
}
