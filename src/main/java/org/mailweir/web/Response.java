package org.mailweir.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers besides those that every answer carries; the same name here goes before those
 * @param length of the body in bytes
 */
public record Response(int status, Map<String, String> headers, long length, Body body) {

  static final String HTML = "text/html; charset=utf-8";

  /** What is sent behind the headers. */
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response of(int status, String type, byte[] bytes) {
    return new Response(
        status, Map.of("Content-Type", type), bytes.length, out -> out.write(bytes));
  }

  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A page made of a template in {@code src/main/jte}, with parameters {@code page} and model. */
  public static Response page(Page page, String template, Object model) {
    return page(200, page, template, model);
  }

  static Response page(int status, Page page, String template, Object model) {
    return of(status, HTML, Templates.render(template, Map.of("page", page, "model", model)));
  }

  /** To another page of ours, by GET. */
  public static Response redirect(String path) {
    return new Response(303, Map.of("Location", path), 0, out -> {});
  }

  /** There is no such page, or none that the asker may know of. */
  public static Response notFound(Request request) {
    return error(
        request,
        404,
        "There is nothing here",
        "The address may be wrong, or what it led to is no longer there, or it is not yours.");
  }

  public static Response error(Request request, int status, String title, String text) {
    return page(status, request.page(title), "error.jte", text);
  }

  /** The same with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, length, body);
  }
}
