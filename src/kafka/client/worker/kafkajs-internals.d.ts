/** The parts of kafkajs 2.2.4 that its own types leave out; `test/kafka/client/kafkajs-contract.test.ts` holds it to them. */
declare module "kafkajs/src/cluster/index.js" {
  export interface Connection {
    send<T>(exchange: {
      request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<unknown> };
      response: {
        decode(payload: Buffer): Promise<{ payload: Buffer; clientSideThrottleTime: number }>;
        parse(decoded: { payload: Buffer }): Promise<T>;
      };
      requestTimeout?: number;
      logResponseError?: boolean;
    }): Promise<T>;
  }

  export interface Broker {
    readonly versions: Readonly<Record<number, { minVersion: number; maxVersion: number }>>;
    readonly connectionPool: {
      readonly host: string;
      readonly port: number;
      /** 0 for all requests, 1 for fetches, which may be held back. */
      getConnection(lane: number): Promise<Connection>;
    };
  }

  export class Cluster {
    constructor(options: Record<string, unknown>);
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    refreshMetadata(): Promise<void>;
    getNodeIds(): string[];
    findBroker(node: { nodeId: number }): Promise<Broker>;
    readonly brokerPool: { findConnectedBroker(): Promise<Broker> };
  }

  export default Cluster;
}

declare module "kafkajs/src/protocol/encoder.js" {
  class Encoder {
    writeBufferInternal(bytes: Buffer): void;
  }
  export default Encoder;
}

declare module "kafkajs/src/network/socketFactory.js" {
  export default function socketFactory(): unknown;
}

declare module "kafkajs/src/network/requestQueue/index.js" {
  class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
    createSocketRequest(pushed: { entry: { apiKey: number }; requestTimeout?: number | null }): {
      requestTimeout: number;
    };
  }
  export default RequestQueue;
}
