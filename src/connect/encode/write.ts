import type { BatchWrite } from "../../contracts/backend.js";
import type { SaveMode } from "../../contracts/sink.js";
import {
  WriteOperation_SaveTable_TableSaveMethod as TableMethod,
  WriteOperation_SaveMode as WireMode,
} from "../proto/generated/commands_pb.js";
import { tableOf } from "../remote-relation.js";
import { commandPlan } from "../session.js";

const modes: Readonly<Record<SaveMode, WireMode>> = {
  append: WireMode.APPEND,
  overwrite: WireMode.OVERWRITE,
  ignore: WireMode.IGNORE,
  error: WireMode.ERROR_IF_EXISTS,
};
const methods = { saveAsTable: TableMethod.SAVE_AS_TABLE, insertInto: TableMethod.INSERT_INTO } as const;

/** `df.write…save()` as a command. */
export function encodeWrite({ plan, format, options, mode, partitionBy, table }: BatchWrite) {
  const path = Object.keys(options).find(name => name.toLowerCase() === "path");
  const { [path ?? ""]: target, ...rest } = options;
  return commandPlan({
    case: "writeOperation",
    value: {
      input: tableOf(plan).message,
      ...(format && { source: format }),
      mode: modes[mode],
      partitioningColumns: [...partitionBy],
      options: rest,
      saveType: table
        ? { case: "table", value: { tableName: table.name, saveMethod: methods[table.method] } }
        : target === undefined
          ? { case: undefined }
          : { case: "path", value: target },
    },
  });
}
