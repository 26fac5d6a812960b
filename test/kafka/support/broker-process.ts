import { startBroker } from "../../../src/kafka/broker/broker.js";

/** A broker in a process of its own, to be killed: `node broker-process.js ADDRESS DIR`; prints its address. */
const [listen, dataDir] = process.argv.slice(2);
const broker = await startBroker({ listen: listen!, dataDir: dataDir! });
process.stdout.write(`${broker.address}\n`);
