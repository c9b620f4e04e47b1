package org.mailweir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.Resolver;
import org.mailweir.domain.PublicSuffixList;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.metrics.Metrics;

/** What several checks share that they ask the world by. */
record Outside(DnsClient dns, PublicSuffixes suffixes, Metrics metrics) implements AutoCloseable {

  /**
   * Opens it as it is configured; asks nothing yet.
   *
   * @throws ConfigException when the list of public suffixes cannot be read
   */
  static Outside open(ConfigLoader.Loaded config, Metrics metrics) throws ConfigException {
    PublicSuffixes suffixes = suffixes(config);
    return new Outside(new Resolver(config.settings().dns(), metrics), suffixes, metrics);
  }

  private static PublicSuffixes suffixes(ConfigLoader.Loaded config) throws ConfigException {
    Path file = config.settings().domains().suffixFile();
    if (file == null) {
      return PublicSuffixList.bundled();
    }
    try {
      return PublicSuffixList.read(config.folder().resolve(file));
    } catch (IOException e) {
      String words = "cannot be read: " + e.getMessage();
      throw new ConfigException(List.of(config.problem("domains.suffix_file", words)));
    }
  }

  @Override
  public void close() {
    dns.close();
  }
}
