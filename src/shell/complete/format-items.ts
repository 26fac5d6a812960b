import type { FormatInfo, FormatOption, FormatUse } from "../../contracts/format-option.js";
import type { CallPlace } from "../evaluate/completion-messages.js";
import type { CompletionItem } from "./completion.js";
import { pathItems } from "./path-items.js";
import type { CompletionSources } from "./sources.js";

const uses: Readonly<Record<string, FormatUse>> = {
  DataFrameReader: "read",
  DataStreamReader: "readStream",
  DataFrameWriter: "write",
  DataStreamWriter: "writeStream",
};

/** Options whose values are topics. */
const topicOptions: ReadonlySet<string> = new Set(["subscribe", "topic"]);
const pathOptions: ReadonlySet<string> = new Set([
  "path",
  "checkpointlocation",
  "sourcearchivedir",
  "basepath",
  "replay",
]);

/** The formats that may be named here. */
export function formatItems({ formats }: CompletionSources, { receiver }: CallPlace): CompletionItem[] {
  const use = uses[receiver];
  return formats.filter(each => each.use === use).map(({ format }) => ({ label: format }));
}

/** The options of the format that was named before. */
export function optionItems(sources: CompletionSources, call: CallPlace): CompletionItem[] {
  return optionsHere(sources, call).map(({ name, doc, values }) => ({
    label: name,
    detail: values?.join(", "),
    doc,
  }));
}

/** The values that an option may have. */
export async function valueItems(
  sources: CompletionSources,
  call: CallPlace,
  name: string,
  typed: string,
): Promise<CompletionItem[]> {
  const lower = name.toLowerCase();
  if (topicOptions.has(lower)) return topicItems(sources, call, typed);
  if (pathOptions.has(lower)) return pathItems(typed);
  const option = optionsHere(sources, call).find(each => each.name.toLowerCase() === lower);
  return (option?.values ?? []).map(label => ({ label }));
}

async function topicItems(
  sources: CompletionSources,
  call: CallPlace,
  typed: string,
): Promise<CompletionItem[]> {
  const servers = given(call, "kafka.bootstrap.servers") ?? "localhost:9092";
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  return (await sources.topics(servers)).map(topic => ({ label: topic, insert: before + topic }));
}

/** What an option before was set to. */
function given({ chain }: CallPlace, option: string): string | undefined {
  const set = chain.findLast(({ method, args }) => method === "option" && args[0]?.toLowerCase() === option);
  return set?.args[1] ?? undefined;
}

function optionsHere(
  { formats }: CompletionSources,
  { chain, receiver }: CallPlace,
): readonly FormatOption[] {
  const use = uses[receiver];
  const format = chain.findLast(({ method }) => method === "format")?.args[0]?.toLowerCase();
  const taken = new Set(chain.flatMap(({ method, args }) => (method === "option" ? (args[0] ?? []) : [])));
  const known: FormatInfo[] = formats.filter(each => each.use === use && (!format || each.format === format));
  const options = known.flatMap(each => each.options).filter(each => !each.uses || each.uses.includes(use!));
  return [...new Map(options.map(option => [option.name, option])).values()].filter(
    ({ name }) => !taken.has(name),
  );
}
