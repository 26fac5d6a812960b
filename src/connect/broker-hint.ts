const loopback = /^\s*(localhost|127(\.\d+){3}|\[?::1\]?)(:|$)/i;
/** How Kafka's Java client says that no broker answered. */
const unreachable = /timed ?out|TimeoutException|node assignment|bootstrap|UnknownHost|disconnected/i;

/** The addresses among these that mean each machine its own self. */
const loopbackOf = (servers: Iterable<string>): string[] =>
  [...servers].flatMap(list => list.split(",")).filter(server => loopback.test(server));

/**
 * What to do where a cluster on another machine is to read a broker of this one.
 * @param host of the cluster, as it was connected to; @param servers brokers of a query; @param failure why the query failed
 * @returns undefined where nothing speaks for that being the trouble
 */
export function brokerHint(host: string, servers: Iterable<string>, failure?: string): string | undefined {
  const [own] = loopbackOf(servers);
  if (own === undefined) return undefined;
  if (failure === undefined ? loopback.test(host) : !unreachable.test(failure)) return undefined;
  return `spark: for the cluster ${own} is its own machine, not this one. To let it read a broker here: tweet-shell broker --listen 0.0.0.0:9092 (in a network you trust), and this machine's address in kafka.bootstrap.servers.`;
}
