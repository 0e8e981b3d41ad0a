import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The house format: {@code check} fails on files that differ from it, {@code apply} rewrites them. */
public final class Format {
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.builder().build());

  public static void main(String[] arguments) throws Exception {
    boolean apply = List.of(arguments).contains("apply");
    ConcurrentLinkedQueue<Path> different = new ConcurrentLinkedQueue<>();
    sources().parallel().forEach(source -> format(source, apply, different));
    if (!apply && !different.isEmpty()) {
      different.stream().sorted().forEach(file -> System.err.println("not in the house format: " + file));
      System.err.println("./mvnw -N process-sources -Dformat puts them right");
      System.exit(1);
    }
  }

  private static Stream<Path> sources() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/") && !file.toString().contains("/target/"))
          .toList()
          .stream();
    }
  }

  private static void format(Path source, boolean apply, ConcurrentLinkedQueue<Path> different) {
    try {
      String before = Files.readString(source);
      String after =
          FORMATTER.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
      if (!before.equals(after)) {
        different.add(source);
        if (apply) {
          Files.writeString(source, after);
        }
      }
    } catch (Exception failure) {
      throw new IllegalStateException("cannot format " + source, failure);
    }
  }
}
