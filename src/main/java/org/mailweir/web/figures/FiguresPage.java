package org.mailweir.web.figures;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailweir.history.History;
import org.mailweir.metrics.Family;
import org.mailweir.metrics.Metrics;
import org.mailweir.metrics.Timer;
import org.mailweir.web.Access;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;

/** {@code /figures}: mail, scores, times and silence of all recipients, for administrators. */
public final class FiguresPage {

  /**
   * From which score on mail is tagged and held, if the recipient has nothing of his own.
   *
   * @param tag and hold: in points
   */
  public record Thresholds(double tag, double hold) {}

  private final History history;
  private final Metrics metrics;
  private final Thresholds thresholds;

  public FiguresPage(History history, Metrics metrics, Thresholds thresholds) {
    this.history = history;
    this.metrics = metrics;
    this.thresholds = thresholds;
  }

  public void addTo(Routes routes) {
    routes.get("/figures", Access.ADMINISTRATOR, this::show);
    routes.entry("/figures", "Figures", Access.ADMINISTRATOR);
  }

  private Response show(Request request) throws IOException {
    Range range = Range.of(request.query().get("range"));
    Drawing drawing = new Drawing(range, Instant.now(), ZoneId.systemDefault());
    List<History.Hour> hours = history.hours(drawing.since());
    FiguresView view =
        new FiguresView(
            List.of(Range.values()),
            range,
            List.of(
                drawing.mail(hours),
                drawing.scores(
                    history.scores(drawing.since()), thresholds.tag(), thresholds.hold()),
                Drawing.times(checks()),
                drawing.unavailable(hours)));
    return Response.page(request.page("Figures"), "figures/figures.jte", view);
  }

  private SortedMap<String, Timer.Reading> checks() {
    SortedMap<String, Timer.Reading> readings = new TreeMap<>();
    Family<Timer> checks = metrics.timers().get("check_seconds");
    if (checks != null) {
      checks.all().forEach((name, timer) -> readings.put(name, timer.read()));
    }
    return readings;
  }
}
