import { toPrettyText } from "../../../types/display/text.js";
import { type DataType, sqlName, type Value, VariantValue } from "../../../types/index.js";
import { SparkError } from "../../../util/errors.js";
import type { CastFunction, CastMaker, CastMode } from "./cast-mode.js";

/** Casts to VARIANT: the value takes its type with it. */
export const toVariant: CastMaker = from => value => new VariantValue(from, value);

/** Casts of a VARIANT: those of the type it holds; what cannot be cast is refused. */
export function fromVariant(to: DataType, mode: CastMode, cast: CastMaker): CastFunction {
  return (variant: VariantValue): Value => {
    if (variant.type.kind === "void") return null;
    const refused = () =>
      new SparkError(
        "INVALID_VARIANT_CAST",
        `The variant value \`${toPrettyText(variant, { kind: "variant" }, mode.timeZone)}\` cannot be cast into \`"${sqlName(to)}"\`. Please use \`try_variant_get\` instead.`,
        "22023",
      );
    if (isNested(to) !== isNested(variant.type) && to.kind !== "string") return mode.refuse(refused);
    try {
      return cast(variant.type, to, {
        ...mode,
        strict: true,
        fail: () => mode.refuse(refused),
        refuse: () => mode.refuse(refused),
      })(variant.value);
    } catch (error) {
      if (error instanceof SparkError) return mode.refuse(refused);
      throw error;
    }
  };
}

function isNested({ kind }: DataType): boolean {
  return kind === "array" || kind === "map" || kind === "struct";
}
