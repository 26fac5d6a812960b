import type { BrokerArguments, ProducerArguments } from "./command-line.js";
import { openDataDir } from "./data-dir.js";
import { brokerDir, EmbeddedBroker, parseAddress } from "./embedded-broker.js";

const notices = {
  info: (line: string) => console.log(line),
  warn: (line: string) => console.error(line),
};

/** `tweet-shell broker`: serves until SIGINT or SIGTERM. */
export async function serveBroker({ dataDir, listen }: BrokerArguments): Promise<number> {
  const { startBroker } = await import("../kafka/broker/broker.js");
  const { port } = parseAddress(listen);
  const folder = brokerDir(openDataDir(dataDir), port);
  const signal = untilSignal();
  const broker = await startBroker({ listen, dataDir: folder });
  console.log(`broker: listening at ${broker.address}, data in ${folder}; Ctrl-C ends it`);
  await signal;
  await broker.stop();
  return 0;
}

/** `tweet-shell producer`: produces until SIGINT or SIGTERM, the end of a replay, or an error that stays. */
export async function serveProducer({ dataDir, args }: ProducerArguments): Promise<number> {
  const { Producers } = await import("../twitter/producer/producers.js");
  const broker = new EmbeddedBroker(openDataDir(dataDir), notices);
  const signal = untilSignal();
  const producers = new Producers({ ensureBroker: servers => broker.ensure(servers), notices });
  const started = await producers.start(args);
  const runs = producers.list().length > 0;
  console.log(runs ? `${started}; Ctrl-C ends it` : started);
  const finished = producers.finished();
  await Promise.race([signal, finished]);
  if (runs && !(await isSettled(finished))) console.log(await producers.control("stop"));
  const end = await finished;
  await broker.stop();
  return end?.isFailed ? 1 : 0;
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = {};
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise(resolve => {
    // A pending promise alone does not keep the process alive.
    const alive = setInterval(() => {}, 2 ** 30);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
  });
}
