import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type tsNode from "ts-node";
import type typescript from "typescript";
import { toCellBody, withoutExports } from "./cell-body.js";

export type TypeScript = typeof typescript;

/** The outcome of checking one text; `js` only when there are no diagnostics. */
export interface Checked {
  readonly js: string | undefined;
  readonly diagnostics: readonly typescript.Diagnostic[];
  readonly program: typescript.Program;
  readonly file: typescript.SourceFile;
}

/** A text as the language service has it. */
export interface Editing {
  readonly service: typescript.LanguageService;
  readonly program: typescript.Program;
  readonly file: typescript.SourceFile;
  readonly offset: number;
}

/** As declared: `forceDtsEmit` is TypeScript's own sixth argument, what its declaration preview uses. */
type EmitDeclarations = (
  file: typescript.SourceFile,
  write: (name: string, text: string) => void,
  cancel: undefined,
  onlyDeclarations: true,
  transformers: undefined,
  force: true,
) => typescript.EmitResult;

/**
 * TypeScript through ts-node's service, over virtual files: the text that is checked now always has the same name,
 * so that a program is mostly taken over from the one before (a warm line takes about 10 ms), and the cells it
 * imports from exist in memory only.
 */
export class Compiler {
  readonly ts: TypeScript;
  readonly #service: tsNode.Service;
  readonly #cells = new Map<string, string>();
  readonly #folder: string;
  readonly #file: string;
  readonly #references: string;
  readonly #languageService: () => typescript.LanguageService | undefined;
  #program: typescript.Program | undefined;

  /**
   * @param folder where the user's relative imports and packages are looked up
   * @param declarations files that declare the prompt's globals
   */
  constructor(folder: string, declarations: readonly string[]) {
    const require = createRequire(import.meta.url);
    this.#languageService = skipDocumentation(require);
    const { create } = require("ts-node") as typeof tsNode;
    this.#folder = folder;
    this.#file = join(folder, "tweet-shell-entry.ts");
    this.#references = declarations.map(path => `/// <reference path=${JSON.stringify(path)} />\n`).join("");
    this.#service = create({
      cwd: folder,
      skipProject: true,
      skipIgnore: true,
      logError: false,
      pretty: false,
      ignoreDiagnostics: [],
      compilerOptions: {
        target: "ES2022",
        lib: ["es2023"],
        module: "ESNext",
        moduleResolution: "bundler",
        moduleDetection: "force",
        resolveJsonModule: true,
        esModuleInterop: true,
        strict: true,
        // Fields are set after the constructor's parameters, as Scala's classes have it.
        useDefineForClassFields: false,
        // At a prompt `const f = x => x + 1` is worth more than the reminder to annotate it.
        noImplicitAny: false,
        skipLibCheck: true,
        noErrorTruncation: true,
        types: ["node"],
        typeRoots: [dirname(dirname(require.resolve("@types/node/package.json")))],
      },
      readFile: path => this.#cells.get(path) ?? readText(path),
      fileExists: path => this.#cells.has(path) || existsSync(path),
      transformers: program => {
        this.#program = program;
        return { before: [toCellBody(this.ts)], after: [withoutExports(this.ts)] };
      },
    } as tsNode.CreateOptions);
    this.ts = this.#service.ts as TypeScript;
  }

  /** Lets the next texts import `./<module>`. A module's text never changes. */
  addModule(module: string, extension: string, text: string): void {
    this.#cells.set(join(this.#folder, module + extension), text);
  }

  /** What stands above the text in the file that is checked: positions are behind it. */
  get header(): string {
    return this.#references;
  }

  check(text: string): Checked {
    let js: string | undefined;
    let diagnostics: readonly typescript.Diagnostic[] = [];
    try {
      js = this.#service
        .compile(this.#references + text, this.#file)
        .replace(/^(\/\/\/ .*\n)+|\n\/\/# sourceMappingURL=.*\s*$/g, "");
    } catch (thrown) {
      const found = (thrown as Partial<tsNode.TSError>).diagnostics;
      if (!found) throw thrown;
      diagnostics = found;
    }
    const program = this.#program;
    const file = program?.getSourceFile(this.#file);
    if (!program || !file) throw new Error("ts-node made no program");
    return { js, diagnostics, program, file };
  }

  /** A text that is still being typed, as TypeScript's language service sees it; `offset` is where it begins in the file. */
  edit(text: string): Editing {
    // It has no way to take a text without checking it but to ask for a type, here of the header's.
    this.#service.getTypeInfo(this.#references + text, this.#file, 0);
    const service = this.#languageService();
    const program = service?.getProgram();
    const file = program?.getSourceFile(this.#file);
    if (!service || !program || !file) throw new Error("ts-node made no program");
    return { service, program, file, offset: this.#references.length };
  }

  /** The declarations of the text checked last; undefined when a type in it cannot be written down. */
  declarations({ program, file }: Checked): string | undefined {
    let text: string | undefined;
    const emit = program.emit as unknown as EmitDeclarations;
    const result = emit(
      file,
      (_, written) => {
        text = written;
      },
      undefined,
      true,
      undefined,
      true,
    );
    return result.diagnostics.length > 0 || text?.includes("/*elided*/") ? undefined : text;
  }
}

/**
 * TypeScript parses the package.json above each of its hundred library files again for every program: of the long
 * ones it gets what it reads of them, which makes a warm line a quarter faster.
 */
function readText(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  if (!path.endsWith("/package.json")) return text;
  try {
    const { name, version, type, main, types, typings, typesVersions, exports, imports } = JSON.parse(text);
    return JSON.stringify({ name, version, type, main, types, typings, typesVersions, exports, imports });
  } catch {
    // What is no JSON is TypeScript's to judge.
    return text;
  }
}

/**
 * Lets TypeScript leave out the documentation of declarations, a third of what it would parse for the first line.
 * ts-node has no setting for it, but takes the `typescript` that was loaded before.
 * @returns ts-node's own language service, once it has made it: completion asks the one that checks, and so costs no second program
 */
function skipDocumentation(require: NodeJS.Require): () => typescript.LanguageService | undefined {
  let service: typescript.LanguageService | undefined;
  const ts: TypeScript = require("typescript");
  const mode = ts.JSDocParsingMode.ParseNone;
  const loaded = require.cache[require.resolve("typescript")];
  if (!loaded) return () => undefined;
  loaded.exports = Object.create(ts, {
    createDocumentRegistry: {
      value: (useCaseSensitive?: boolean, folder?: string) =>
        ts.createDocumentRegistry(useCaseSensitive, folder, mode),
    },
    createLanguageService: {
      value: (host: typescript.LanguageServiceHost, ...rest: []) => {
        service = ts.createLanguageService(Object.assign(host, { jsDocParsingMode: mode }), ...rest);
        return service;
      },
    },
  });
  return () => service;
}
