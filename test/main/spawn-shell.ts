import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

export interface Ended {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnedShell {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves once standard output or standard error holds the text. */
  said(text: string): Promise<void>;
}

/** The built shell without a terminal. `input` is piped into it; without it its input stays open. */
export function spawnShell(args: readonly string[], home: string, input?: string): SpawnedShell {
  const shell = spawn(process.execPath, ["dist/bin.js", ...args], {
    env: { ...process.env, TWEET_SHELL_HOME: home },
    stdio: "pipe",
  });
  const output = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const stream of ["stdout", "stderr"] as const)
    shell[stream].setEncoding("utf8").on("data", text => {
      output[stream] += text;
      for (const look of waiting) look();
    });
  if (input !== undefined) shell.stdin.end(input);
  const impatient = setTimeout(() => shell.kill("SIGKILL"), 60_000);
  const ended = new Promise<Ended>(resolve =>
    shell.on("close", status => {
      clearTimeout(impatient);
      resolve({ status, ...output });
    }),
  );
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if ((output.stdout + output.stderr).includes(text)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without "${text}":\n${output.stdout}${output.stderr}`)));
    });
  return { process: shell, ended, said };
}
