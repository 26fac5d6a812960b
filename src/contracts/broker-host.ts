/** Sees to it that a broker answers at an address: the embedded one starts when the address is this machine's and free. */
export interface BrokerHost {
  /**
   * @param bootstrapServers `HOST:PORT[,…]`
   * @throws UserError when the port is held by something that is no Kafka
   */
  ensure(bootstrapServers: string): Promise<void>;
}
