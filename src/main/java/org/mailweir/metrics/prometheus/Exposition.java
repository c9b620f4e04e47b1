package org.mailweir.metrics.prometheus;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.mailweir.metrics.Family;
import org.mailweir.metrics.Metrics;
import org.mailweir.metrics.Sources;
import org.mailweir.metrics.Timer;

/**
 * All metrics as text that Prometheus scrapes (text format 0.0.4). Each name has {@code mailweir_}
 * before it. What ends in {@code _total} is a counter; members of such a table that are 0 are left
 * out, for most rules never hit.
 */
public final class Exposition {

  /** For the Content-Type of an answer by HTTP. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String PREFIX = "mailweir_";
  private static final String COUNTER = "_total";

  private static final double[] BOUNDS =
      DoubleStream.concat(
              Timer.BOUNDS.stream().mapToDouble(Double::doubleValue),
              DoubleStream.of(Double.POSITIVE_INFINITY))
          .toArray();

  private final SortedMap<String, MetricSnapshot> all = new TreeMap<>();

  private Exposition() {}

  /** The metrics as they are now. */
  public static String text(Metrics metrics) {
    Exposition exposition = new Exposition();
    metrics.timers().forEach(exposition::timers);
    metrics
        .families()
        .forEach((name, family) -> exposition.numbers(name, family.label(), metrics.values(name)));
    metrics.snapshot().forEach((name, value) -> exposition.numbers(name, "", Map.of("", value)));
    metrics.gauges().forEach((name, value) -> exposition.number(name, value.getAsDouble()));
    metrics
        .tableSources()
        .forEach((name, table) -> exposition.numbers(name, table.label(), table.values().get()));
    exposition.silent(metrics.sources());
    return exposition.write();
  }

  private void silent(Sources sources) {
    Map<String, Long> messages = new TreeMap<>();
    sources.silent().forEach((name, silence) -> messages.put(name, silence.messages()));
    numbers("source_unavailable", "source", messages);
  }

  private void timers(String name, Family<Timer> family) {
    HistogramSnapshot.Builder histogram = HistogramSnapshot.builder();
    family
        .all()
        .forEach(
            (value, timer) ->
                histogram.dataPoint(histogram(labels(family.label(), value), timer.read())));
    add(name, histogram.name(PREFIX + name).help(Help.of(name)).build());
  }

  private static HistogramDataPointSnapshot histogram(Labels labels, Timer.Reading reading) {
    Number[] counts = reading.buckets().toArray(Number[]::new);
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts))
        .sum(reading.sum())
        .build();
  }

  private void number(String name, double value) {
    if (name.endsWith(COUNTER)) {
      counters(name, Stream.of(counter(Labels.EMPTY, value)));
    } else {
      gauges(name, Stream.of(gauge(Labels.EMPTY, value)));
    }
  }

  private void numbers(String name, String label, Map<String, Long> values) {
    if (name.endsWith(COUNTER)) {
      counters(
          name,
          values.entrySet().stream()
              .filter(e -> e.getValue() != 0 || !isLong(values))
              .map(e -> counter(labels(label, e.getKey()), e.getValue())));
    } else {
      gauges(
          name,
          values.entrySet().stream().map(e -> gauge(labels(label, e.getKey()), e.getValue())));
    }
  }

  /** One that lists rules rather than fates. */
  private static boolean isLong(Map<String, Long> values) {
    return values.size() > 50;
  }

  private void counters(String name, Stream<CounterDataPointSnapshot> points) {
    String bare = name.substring(0, name.length() - COUNTER.length());
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(PREFIX + bare).help(Help.of(name));
    points.forEach(counter::dataPoint);
    add(bare, counter.build());
  }

  private void gauges(String name, Stream<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(Help.of(name));
    points.forEach(gauge::dataPoint);
    add(name, gauge.build());
  }

  private static CounterDataPointSnapshot counter(Labels labels, double value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(Math.max(0, value)).build();
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static Labels labels(String label, String value) {
    return label.isEmpty() ? Labels.EMPTY : Labels.of(label, value);
  }

  /** A name that is there already keeps its first meaning: two are refused by who reads them. */
  private void add(String name, MetricSnapshot snapshot) {
    all.putIfAbsent(name, snapshot);
  }

  private String write() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(all.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
