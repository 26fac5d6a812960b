import { AnalysisException } from "../../util/errors.js";
import { bySimilarity } from "../../util/nearest.js";
import { functionNames } from "./registry.js";

/** There is no function of this name; the nearest one that there is stands behind Spark's words. */
export function unresolvedRoutine(name: string): AnalysisException {
  const [best] = bySimilarity(name, functionNames());
  return new AnalysisException(
    "UNRESOLVED_ROUTINE",
    `Cannot resolve routine \`${name}\` on search path [\`system\`.\`builtin\`, \`system\`.\`session\`, \`spark_catalog\`.\`default\`].${best ? ` The nearest is \`${best}\`.` : ""}`,
    "42883",
  );
}
