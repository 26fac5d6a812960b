import { AnalysisException } from "../../util/errors.js";
import type { Expression, UnresolvedFunction } from "../expressions/expression.js";
import type { FunctionRow } from "../functions/function-row.js";

/**
 * The arguments in the order of the parameters, where some were given by name.
 * @throws AnalysisException where a name is none, is given twice, or one is missing
 */
export function positional(
  row: FunctionRow,
  { args, clauses, name }: UnresolvedFunction,
): readonly Expression[] {
  const { argNames } = clauses;
  if (!argNames?.some(each => each !== null)) return args;
  const { parameters, defaults = [] } = row;
  const placed: (Expression | undefined)[] = [];
  let lastName: string | null = null;
  for (const [i, argument] of args.entries()) {
    const given = argNames[i] ?? null;
    if (given === null && lastName !== null)
      throw refusal(
        "UNEXPECTED_POSITIONAL_ARGUMENT",
        `Cannot invoke routine \`${name}\` because it contains positional argument(s) following the named argument assigned to \`${lastName}\`; please rearrange them so the positional arguments come first and then retry the query again.`,
      );
    const at = given === null ? i : parameters.findIndex(each => each.toLowerCase() === given.toLowerCase());
    if (at < 0)
      throw refusal(
        "UNRECOGNIZED_PARAMETER_NAME",
        `Cannot invoke routine \`${name}\` because the routine call included a named argument reference for the argument named \`${given}\`, but this routine does not include any signature containing an argument with this name. Did you mean one of the following? [${parameters.map(each => `\`${each}\``).join(" ")}].`,
      );
    if (placed[at]) throw givenTwice(name, parameters[at]!, argNames[at] ?? null);
    placed[at] = argument;
    lastName = given;
  }
  // Gaps before the last argument that was given are filled; what is left out behind it is the row's own affair.
  return Array.from(placed, (argument, at) => {
    const found = argument ?? defaults[at - parameters.length + defaults.length];
    if (found) return found;
    throw refusal(
      "REQUIRED_PARAMETER_NOT_FOUND",
      `Cannot invoke routine \`${name}\` because the parameter named \`${parameters[at]}\` is required, but the routine call did not supply a value. Please update the routine call to supply an argument value (either positionally at index ${at} or by name) and retry the query again.`,
    );
  });
}

function givenTwice(routine: string, parameter: string, firstName: string | null): AnalysisException {
  const [kind, what] =
    firstName === null
      ? [
          "BOTH_POSITIONAL_AND_NAMED",
          "A positional argument and named argument both referred to the same parameter. Please remove the named argument referring to this parameter.",
        ]
      : [
          "DOUBLE_NAMED_ARGUMENT_REFERENCE",
          "More than one named argument referred to the same parameter. Please assign a value only once.",
        ];
  return refusal(
    `DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.${kind}`,
    `Call to routine \`${routine}\` is invalid because it includes multiple argument assignments to the same parameter name \`${parameter}\`. ${what}`,
  );
}

const refusal = (errorClass: string, message: string) => new AnalysisException(errorClass, message, "4274K");
