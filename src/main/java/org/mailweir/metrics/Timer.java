package org.mailweir.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How long something takes, as a histogram with fixed bounds from a tenth of a millisecond to ten
 * minutes: three bounds for each power of ten, which tells a percentile to within a factor of two.
 */
public final class Timer {

  /** Upper bounds in seconds; what takes longer is in one bucket more. */
  public static final List<Double> BOUNDS =
      List.of(
          0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0,
          2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0);

  private static final long[] NANOS =
      BOUNDS.stream().mapToLong(seconds -> Math.round(seconds * 1e9)).toArray();

  private final LongAdder[] buckets =
      Stream.generate(LongAdder::new).limit(NANOS.length + 1L).toArray(LongAdder[]::new);
  private final LongAdder sum = new LongAdder();

  Timer() {}

  /** Counts one that took that long; a negative time counts as none. */
  public void record(long nanos) {
    long time = Math.max(0, nanos);
    int at = Arrays.binarySearch(NANOS, time);
    buckets[at >= 0 ? at : -at - 1].increment();
    sum.add(time);
  }

  /** Counts one that began then and ends now. */
  public void since(long startNanos) {
    record(System.nanoTime() - startNanos);
  }

  /** What was counted until now. */
  public Reading read() {
    return new Reading(
        Arrays.stream(buckets).map(LongAdder::sum).toList(), sum.sum() / 1_000_000_000.0);
  }

  /**
   * What was counted.
   *
   * @param buckets how many lie within each bound and above the one before; the last one is
   *     unbounded
   * @param sum seconds
   */
  public record Reading(List<Long> buckets, double sum) {

    /** Nothing was counted. */
    public static final Reading NOTHING =
        new Reading(java.util.Collections.nCopies(NANOS.length + 1, 0L), 0);

    public Reading {
      buckets = List.copyOf(buckets);
    }

    public long count() {
      return buckets.stream().mapToLong(Long::longValue).sum();
    }

    /** What was counted since an earlier reading of the same timer. */
    public Reading minus(Reading earlier) {
      List<Long> rest =
          java.util.stream.IntStream.range(0, buckets.size())
              .mapToObj(i -> buckets.get(i) - earlier.buckets.get(i))
              .toList();
      return new Reading(rest, sum - earlier.sum);
    }

    /**
     * The time in seconds within which that share of all lies, guessed between two bounds; 0 when
     * nothing was counted, the greatest bound when it lies beyond.
     *
     * @param share 0.99 for the 99th percentile
     */
    public double quantile(double share) {
      double wanted = share * count();
      double below = 0;
      for (int i = 0; i < BOUNDS.size(); i++) {
        long here = buckets.get(i);
        if (here > 0 && below + here >= wanted) {
          double from = i == 0 ? 0 : BOUNDS.get(i - 1);
          return from + (BOUNDS.get(i) - from) * (wanted - below) / here;
        }
        below += here;
      }
      return count() == 0 ? 0 : BOUNDS.getLast();
    }
  }
}
