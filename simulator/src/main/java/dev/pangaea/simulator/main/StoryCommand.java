package dev.pangaea.simulator.main;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.story.SceneException;
import dev.pangaea.simulator.story.Stage;
import dev.pangaea.simulator.story.Story;
import dev.pangaea.simulator.story.StoryFaultException;
import dev.pangaea.simulator.story.StoryReader;
import dev.pangaea.simulator.story.Telling;
import dev.pangaea.simulator.story.http.LiveRegion;
import dev.pangaea.simulator.story.http.LiveStage;
import dev.pangaea.simulator.story.world.WorldStage;
import dev.pangaea.simulator.world.Parts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pangaea story}: tells stories, in a world or to regions that run. */
@Command(
    name = "story",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells stories: what is written, cut and healed, and what is to be seen then, one step a line. Without --live"
          + " each in a world of its own on a virtual clock; with it, to regions that run: those of the demo unless"
          + " others are named.",
      "",
      "Exit status: 0 when every step held or its story was left out, 1 when one did not."
    })
public final class StoryCommand implements Callable<Integer> {
  private static final String LOG_LEVEL = "pangaea.log.usual";
  private static final Map<String, URI> DEMO =
      Map.of(
          "us-east-1", URI.create("http://127.0.0.1:8001/"),
          "eu-west-1", URI.create("http://127.0.0.1:8002/"));
  private static final Map<String, URI> DEMO_CONTROL =
      Map.of(
          "us-east-1", URI.create("http://127.0.0.1:8101/"),
          "eu-west-1", URI.create("http://127.0.0.1:8102/"));

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Stories.")
  private List<Path> files = List.of();

  @Option(names = "--live", description = "To regions that run.")
  private boolean live;

  @Option(
      names = "--endpoint",
      paramLabel = "REGION=URL",
      description = "A region's API; once for each region. Default: those of the demo.")
  private Map<String, URI> endpoints = Map.of();

  @Option(
      names = "--control",
      paramLabel = "REGION=URL",
      description = "The control port of a region's node; once for each region.")
  private Map<String, URI> controls = Map.of();

  @Option(
      names = "--link-control",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8474/",
      description = "Where links are cut. Default: ${DEFAULT-VALUE}.")
  private URI linkControl = URI.create("");

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "demo",
      description =
          "A global table whose key is the text \"pk\", and that nobody else writes. Default:"
              + " ${DEFAULT-VALUE}.")
  private String table = "";

  @Override
  public Integer call() throws IOException {
    System.setProperty(LOG_LEVEL, "OFF");
    if (!live && !(endpoints.isEmpty() && controls.isEmpty())) {
      throw fault("--endpoint and --control go with --live");
    }
    List<Story> stories = new ArrayList<>();
    for (Path file : files) {
      stories.add(read(file));
    }
    try (HttpCalls calls = new HttpCalls()) {
      return tell(stories, live ? liveStage(calls) : new WorldStage(Parts.REAL));
    }
  }

  private int tell(List<Story> stories, Stage stage) {
    PrintWriter out = spec.commandLine().getOut();
    int broken = 0;
    int leftOut = 0;
    for (Story story : stories) {
      out.println(story.name());
      Optional<String> refusal = stage.refusal(story);
      if (refusal.isPresent()) {
        out.println("  left out: " + refusal.get());
        leftOut++;
      } else if (!tell(story, stage, out)) {
        broken++;
      }
      out.flush();
    }
    out.printf(
        "%s: %d held, %d did not, %d left out%n",
        stories.size() == 1 ? "1 story" : stories.size() + " stories",
        stories.size() - broken - leftOut,
        broken,
        leftOut);
    out.flush();
    return broken == 0 ? 0 : 1;
  }

  private static boolean tell(Story story, Stage stage, PrintWriter out) {
    try {
      return Telling.tell(
              story,
              stage,
              told -> {
                out.println(told.toString().indent(2).stripTrailing());
                out.flush();
              })
          .isEmpty();
    } catch (SceneException failed) {
      out.println("  ✗ it cannot be told: " + failed.getMessage());
      return false;
    }
  }

  private Story read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      return StoryReader.read(name.replaceFirst("\\.story$", ""), Files.readString(file));
    } catch (StoryFaultException fault) {
      throw fault(file + ": " + fault.getMessage());
    } catch (NoSuchFileException missing) {
      throw fault("there is no file " + file);
    } catch (MalformedInputException noText) {
      throw fault(file + " is no text");
    }
  }

  private LiveStage liveStage(HttpCalls calls) {
    if (!endpoints.keySet().equals(controls.keySet())) {
      throw fault("every region with an --endpoint needs a --control, and the other way round");
    }
    Map<String, URI> apis = endpoints.isEmpty() ? DEMO : endpoints;
    Map<String, URI> ports = endpoints.isEmpty() ? DEMO_CONTROL : controls;
    List<LiveRegion> regions = new ArrayList<>();
    apis.forEach((name, api) -> regions.add(new LiveRegion(name, api, ports.get(name))));
    return new LiveStage(
        calls, regions, linkControl, table, Long.toString(System.currentTimeMillis(), 36));
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
