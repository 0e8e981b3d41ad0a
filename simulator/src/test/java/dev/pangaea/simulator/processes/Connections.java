package dev.pangaea.simulator.processes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The established TCP connections of a process, as the Linux kernel lists them. */
record Connections(List<Connection> open) {
  private static final Path TABLES = Path.of("/proc/net");
  private static final String ESTABLISHED = "01";

  /** One end of a connection: the process's own port, and the one at the other end. */
  record Connection(int localPort, int remotePort) {}

  static boolean known() {
    return Files.isReadable(TABLES.resolve("tcp"));
  }

  static Connections of(long process) throws IOException {
    Set<String> sockets = sockets(process);
    List<Connection> open = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = TABLES.resolve(table);
      if (Files.isReadable(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .skip(1)
              .map(line -> line.strip().split("\\s+"))
              .forEach(row -> take(row, sockets, open));
        }
      }
    }
    return new Connections(List.copyOf(open));
  }

  /** Those that lead to one of the ports. */
  Set<Connection> to(IntPredicate remotePort) {
    return open.stream()
        .filter(each -> remotePort.test(each.remotePort))
        .collect(Collectors.toSet());
  }

  /** Those that came in at the port. */
  Set<Connection> at(int localPort) {
    return open.stream().filter(each -> each.localPort == localPort).collect(Collectors.toSet());
  }

  private static void take(String[] row, Set<String> sockets, List<Connection> open) {
    if (row[3].equals(ESTABLISHED) && sockets.contains("socket:[" + row[9] + "]")) {
      open.add(new Connection(port(row[1]), port(row[2])));
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  private static Set<String> sockets(long process) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", "" + process, "fd"))) {
      for (Path file : files) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException closed) {
          continue;
        }
      }
    }
    return sockets;
  }
}
