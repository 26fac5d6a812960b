import type { Value } from "../../types/index.js";
import { topItems, unpackItems } from "../frequent-items.js";
import { type Kernel, strict } from "./kernel.js";

export const topK: Readonly<Record<string, Kernel>> = {
  approx_top_k_estimate: strict(([type]) => {
    const item = type?.kind === "struct" ? type.fields[2]!.dataType : type!;
    return (state: readonly Value[], k: number) => topItems(unpackItems(state[0] as Uint8Array, item), k);
  }),
};
