package dev.pangaea.simulator.main;

import dev.pangaea.regionnode.main.ConflictsCommand;
import dev.pangaea.regionnode.main.HotCommand;
import dev.pangaea.regionnode.main.KafkaCommand;
import dev.pangaea.regionnode.main.NodeCommand;
import dev.pangaea.regionnode.main.QuarantineCommand;
import dev.pangaea.regionnode.main.TombstonesCommand;
import dev.pangaea.regionnode.main.TriggersCommand;
import dev.pangaea.regionnode.main.VerifyCommand;
import dev.pangaea.replicator.main.ReplicatorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code pangaea}: every part that can be started, one subcommand each. */
@Command(
    name = "pangaea",
    mixinStandardHelpOptions = true,
    version = "Pangaea 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Active-active global tables that speak the DynamoDB API, on your own machines.",
    subcommands = {
      DemoCommand.class,
      NodeCommand.class,
      ReplicatorCommand.class,
      KafkaCommand.class,
      ConflictsCommand.class,
      TriggersCommand.class,
      SimulatorCommand.class,
      ConsoleCommand.class,
      SimulateCommand.class,
      StoryCommand.class,
      ScenarioCommand.class,
      BenchCommand.class,
      StatusCommand.class,
      LagCommand.class,
      LagReportCommand.class,
      VerifyCommand.class,
      HotCommand.class,
      TombstonesCommand.class,
      QuarantineCommand.class,
      ExplainCommand.class,
      WhatIfCommand.class
    })
public final class Pangaea implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Pangaea())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to start.");
  }
}
