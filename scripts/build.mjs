/**
 * Builds `dist/`: the shell bundled with the libraries it draws and talks with, split so that each entry
 * loads only what it needs. Bundling is what makes the start fast: Ink and React from node_modules take
 * 450 ms to load (hundreds of files), from the bundle 50 ms.
 * TypeScript, ts-node and @types/node stay ordinary dependencies: the prompt's compiler reads them as files.
 *
 * `--clean` begins with an empty dist/, as packing does; `--if-changed` does nothing when no source is newer than the
 * last build: npm runs it before each `npx tweet-shell` in a checkout, also while another shell runs from it.
 */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const { dependencies } = require("../package.json");

/** Each is a process or a thread of its own: `dist/<name>.js`. */
const entries = {
  bin: "src/main/bin.ts",
  "compile-service": "src/shell/evaluate/compile-service.ts",
  "interrupt-watcher": "src/shell/evaluate/interrupt-watcher.ts",
  "kafka-reader-worker": "src/kafka/client/reader-worker.ts",
  "connect-worker": "src/connect/rpc/connect-worker.ts",
  "kafka-broker-worker": "src/kafka/broker/broker-worker.ts",
};

/** Written last: its time is that of the build. */
const licences = join(root, "dist/THIRD-PARTY-LICENSES.txt");

if (process.argv.includes("--if-changed") && isCurrent()) process.exit();
if (process.argv.includes("--clean")) rmSync(join(root, "dist"), { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  metafile: true,
  external: [...Object.keys(dependencies), "react-devtools-core"],
  define: {
    "process.env.NODE_ENV": '"production"',
    "process.env.DEV": '"false"',
    __dirname: "__bundleDir",
  },
  // Bundled CommonJS libraries call require() for Node's own modules.
  // The zstd library reads its WebAssembly from beside itself.
  banner: {
    js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);const __bundleDir=require("node:path").dirname(require("node:url").fileURLToPath(import.meta.url));',
  },
});
chmodSync(join(root, "dist/bin.js"), 0o755);
cpSync(join(dirname(require.resolve("@bokuweb/zstd-wasm")), "zstd.wasm"), join(root, "dist/zstd.wasm"));

// The prompt's type checker reads these declarations.
if (!process.argv.includes("--no-types")) {
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
    cwd: root,
    stdio: "inherit",
  });
  declareFunctions();
}

writeLicences(Object.keys(result.metafile.inputs));

/** Each of Spark's functions stands at the prompt by itself: a declaration for each that functions.ts exports. */
function declareFunctions() {
  const ts = require("typescript");
  const file = join(root, "dist/types/sql/functions.d.ts");
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const names = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  const lines = names.map(({ name }) => `  var ${name}: typeof functionTable.${name};\n`);
  appendFileSync(join(root, "dist/types/sql/prompt.d.ts"), `declare global {\n${lines.join("")}}\n`);
}

function isCurrent() {
  if (!existsSync(licences)) return false;
  const built = statSync(licences).mtimeMs;
  const files = [
    ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.types.json", "scripts/build.mjs"],
    ...readdirSync(join(root, "src"), { recursive: true }).map(file => join("src", file)),
  ];
  return files.every(file => statSync(join(root, file)).mtimeMs <= built);
}

/** The licences of everything bundled, as they ask to be passed on. */
function writeLicences(inputs) {
  const packages = new Set(
    inputs.flatMap(file => [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(match => match[1])),
  );
  const text = [...packages].sort().map(name => {
    const dir = join(root, "node_modules", name);
    if (!existsSync(join(dir, "package.json"))) return `${name}\n`;
    const { version, license } = require(join(dir, "package.json"));
    const file = ["LICENSE", "LICENSE.md", "license", "LICENCE", "LICENSE.txt", "license.md"].find(f =>
      existsSync(join(dir, f)),
    );
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(dir, file), "utf8") : ""}`;
  });
  writeFileSync(licences, text.join(`\n${"-".repeat(72)}\n`));
}
