package org.mailweir.lab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Debian's Chromium without a screen, and everything that it does which nobody asked for. */
final class Browsing implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  /** Dialogs, errors and refused scripts or styles, in words. */
  private final List<String> incidents = new CopyOnWriteArrayList<>();

  /** Every address that was asked for. */
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Browsing() {
    RealPart.require("chromium", "chromium");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(where())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  }

  private static Path where() {
    return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(java.nio.file.Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** A window as wide as that. */
  Page window(int width, int height, ColorScheme colours, boolean scripts) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setJavaScriptEnabled(scripts));
    context.onRequest(r -> requests.add(r.url()));
    context.onDialog(
        d -> {
          incidents.add("dialog " + d.message());
          d.dismiss();
        });
    context.onWebError(e -> incidents.add("error " + e.error()));
    context.onConsoleMessage(
        m -> {
          if (m.text().contains("Content Security Policy")) {
            incidents.add("refused " + m.text());
          }
        });
    return context.newPage();
  }

  Page window() {
    return window(1200, 850, ColorScheme.LIGHT, true);
  }

  /** Signs in, and lands on the list. */
  static Page signIn(Page page, String origin, String name) {
    page.navigate(origin + "/");
    page.fill("#name", name);
    page.fill("#password", WebStage.PASSWORD);
    page.click("main button[type=submit]");
    page.waitForSelector(".person");
    return page;
  }

  List<String> incidents() {
    return new ArrayList<>(incidents);
  }

  /** Addresses beyond our own that were asked for. */
  List<String> strangers(String origin) {
    return requests.stream()
        .filter(
            r -> !r.startsWith(origin + "/") && !r.startsWith("about:") && !r.startsWith("data:"))
        .toList();
  }

  void forget() {
    incidents.clear();
    requests.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
