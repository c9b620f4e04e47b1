package org.mailweir.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stylesheet and scripts. Their addresses hold a digest of what they are, so browsers may keep them
 * for ever and see a new version at once.
 */
public final class Assets {

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private final Map<String, Asset> byPath;
  private final String css;
  private final String script;
  private final String htmx;
  private final String icon;

  private record Asset(String path, String type, byte[] bytes) {}

  Assets() {
    Asset style = asset("mailweir.css", "/web/mailweir.css", "text/css; charset=utf-8");
    Asset keys = asset("mailweir.js", "/web/mailweir.js", "text/javascript; charset=utf-8");
    Asset library = asset("htmx.js", HTMX, "text/javascript; charset=utf-8");
    Asset picture = asset("mailweir.svg", "/web/mailweir.svg", "image/svg+xml");
    this.byPath =
        List.of(style, keys, library, picture).stream()
            .collect(Collectors.toMap(Asset::path, Function.identity()));
    this.css = style.path();
    this.script = keys.path();
    this.htmx = library.path();
    this.icon = picture.path();
  }

  private static Asset asset(String name, String resource, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + resource);
      }
      byte[] bytes = in.readAllBytes();
      int dot = name.lastIndexOf('.');
      String digest = digest(bytes).substring(0, 16);
      return new Asset(
          "/static/" + name.substring(0, dot) + "." + digest + name.substring(dot), type, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Optional<Response> find(String path) {
    return Optional.ofNullable(byPath.get(path))
        .map(
            asset ->
                Response.of(200, asset.type(), asset.bytes())
                    .with("Cache-Control", "public, max-age=31536000, immutable"));
  }

  public String css() {
    return css;
  }

  public String script() {
    return script;
  }

  public String htmx() {
    return htmx;
  }

  public String icon() {
    return icon;
  }
}
