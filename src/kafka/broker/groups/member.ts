/** What a member offers to the group: an assignor's name, and what that assignor has to know of the member. */
export interface Protocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** The answer to a member's JoinGroup. */
export interface Joined {
  readonly errorCode: number;
  readonly generationId: number;
  readonly protocolName: string;
  readonly leader: string;
  readonly memberId: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly metadata: Uint8Array;
  }[];
}

/** The answer to a member's SyncGroup. */
export interface Synced {
  readonly errorCode: number;
  readonly assignment: Uint8Array;
}

export interface MemberOptions {
  readonly id: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly sessionTimeoutMs: number;
}

/** A consumer in a group, and the requests of its that wait for the others. */
export class Member {
  protocols: readonly Protocol[] = [];
  rebalanceTimeoutMs = 0;
  assignment: Uint8Array = new Uint8Array();
  /** Set while the member's JoinGroup waits for the others. */
  joining: ((answer: Joined) => void) | undefined;
  /** Set while the member's SyncGroup waits for the leader's. */
  syncing: ((answer: Synced) => void) | undefined;
  #session: NodeJS.Timeout | undefined;

  constructor(
    readonly options: MemberOptions,
    private readonly onExpired: () => void,
  ) {}

  get id(): string {
    return this.options.id;
  }

  metadataFor(protocol: string): Uint8Array {
    return this.protocols.find(({ name }) => name === protocol)?.metadata ?? new Uint8Array();
  }

  /** The member was heard from: its session begins anew. One whose JoinGroup waits here needs no session. */
  heard(): void {
    clearTimeout(this.#session);
    this.#session = setTimeout(
      () => (this.joining ? this.heard() : this.onExpired()),
      this.options.sessionTimeoutMs,
    );
    this.#session.unref();
  }

  gone(): void {
    clearTimeout(this.#session);
  }
}
