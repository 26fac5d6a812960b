import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles the demo as `scripts/build.mjs` bundles the shell. @returns the file to run */
export async function buildDemo(folder: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL("demo.ts", import.meta.url))],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    jsx: "automatic",
    external: ["react-devtools-core"],
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
  });
  return join(folder, "demo.mjs");
}
