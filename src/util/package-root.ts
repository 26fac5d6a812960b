import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder that holds the package's `package.json`, from the bundle as from the sources. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The built entry `dist/<name>.js`, to be started as a worker: a worker runs JavaScript only, also when the tests run TypeScript. */
export function builtEntry(name: string): URL {
  return pathToFileURL(join(packageRoot, "dist", `${name}.js`));
}

function findRoot(dir: string): string {
  return existsSync(join(dir, "package.json")) ? dir : findRoot(dirname(dir));
}
