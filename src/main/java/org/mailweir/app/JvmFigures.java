package org.mailweir.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.mailweir.metrics.Metrics;

/** What the virtual machine uses: heap, threads, files, processor time, garbage collection. */
final class JvmFigures {

  private JvmFigures() {}

  static void register(Metrics metrics) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    metrics.gauge("jvm_heap_used_bytes", () -> memory.getHeapMemoryUsage().getUsed());
    metrics.gauge("jvm_heap_max_bytes", () -> memory.getHeapMemoryUsage().getMax());
    metrics.gauge("jvm_other_memory_used_bytes", () -> memory.getNonHeapMemoryUsage().getUsed());
    metrics.gauge("jvm_threads", () -> ManagementFactory.getThreadMXBean().getThreadCount());
    metrics.table(
        "jvm_gc_total", "collector", () -> each(GarbageCollectorMXBean::getCollectionCount));
    metrics.table(
        "jvm_gc_millis_total", "collector", () -> each(GarbageCollectorMXBean::getCollectionTime));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      metrics.gauge("process_cpu_seconds_total", () -> unix.getProcessCpuTime() / 1e9);
      metrics.gauge("process_open_files", unix::getOpenFileDescriptorCount);
      metrics.gauge("process_max_files", unix::getMaxFileDescriptorCount);
    }
  }

  private static Map<String, Long> each(ToLongFunction<GarbageCollectorMXBean> number) {
    Map<String, Long> numbers = new TreeMap<>();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      numbers.put(collector.getName(), number.applyAsLong(collector));
    }
    return numbers;
  }
}
