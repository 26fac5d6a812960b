/**
 * Makes `src/connect/proto/generated/` from the `.proto` files beside it: to be run when one of them changed. The tools come
 * from npm for the moment of the run; what they make is committed, so that neither build nor install needs them.
 */
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const template = {
  version: "v2",
  plugins: [
    {
      local: "protoc-gen-es",
      out: "src/connect/proto/generated",
      opt: ["target=ts", "import_extension=js"],
    },
  ],
};

execFileSync(
  "npx",
  [
    ...["--yes", "-p", "@bufbuild/buf@1.57.0", "-p", "@bufbuild/protoc-gen-es@2.12.0"],
    ...["buf", "generate", "src/connect/proto", "--template", JSON.stringify(template)],
  ],
  { cwd: join(dirname(fileURLToPath(import.meta.url)), ".."), stdio: "inherit" },
);
