package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.table.TableDescription;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.Tables;
import java.util.Map;

/** The operations on backups, by DynamoDB's names. */
public final class BackupOperations {
  private BackupOperations() {}

  public static Map<String, Operation> byName(
      Identity identity, Tables tables, Fillings fillings, Store store, RegionBackups region) {
    TableLookup lookup = new TableLookup(tables);
    BackupDescriptions descriptions = new BackupDescriptions(identity);
    ImportDescriptions imports = new ImportDescriptions(identity);
    ExportDescriptions exports = new ExportDescriptions(identity);
    RestoreReplies replies =
        new RestoreReplies(
            tables, lookup, fillings, region.restores(), new TableDescription(identity, store));
    return Map.ofEntries(
        Map.entry(
            "DescribeContinuousBackups",
            new DescribeContinuousBackupsHandler(lookup, region.recovery())),
        Map.entry(
            "UpdateContinuousBackups",
            new UpdateContinuousBackupsHandler(lookup, region.recovery(), region.work())),
        Map.entry(
            "RestoreTableToPointInTime",
            new RestoreTableToPointInTimeHandler(lookup, region, replies)),
        Map.entry(
            "ExportTableToPointInTime",
            new ExportTableToPointInTimeHandler(lookup, region, exports)),
        Map.entry("DescribeExport", new DescribeExportHandler(identity, region.exports(), exports)),
        Map.entry("ListExports", new ListExportsHandler(region.exports(), exports)),
        Map.entry("ImportTable", new ImportTableHandler(region, replies, imports)),
        Map.entry("DescribeImport", new DescribeImportHandler(region.imports(), imports)),
        Map.entry("ListImports", new ListImportsHandler(region.imports(), imports)),
        Map.entry(
            "CreateBackup",
            new CreateBackupHandler(lookup, region.backups(), region.work(), descriptions)),
        Map.entry(
            "DescribeBackup", new DescribeBackupHandler(identity, region.backups(), descriptions)),
        Map.entry(
            "DeleteBackup",
            new DeleteBackupHandler(
                identity, lookup, region.backups(), fillings, region.work(), descriptions)),
        Map.entry("ListBackups", new ListBackupsHandler(identity, region.backups(), descriptions)),
        Map.entry(
            "RestoreTableFromBackup",
            new RestoreTableFromBackupHandler(identity, region, replies)));
  }
}
