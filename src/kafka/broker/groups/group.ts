import { randomUUID } from "node:crypto";
import { ErrorCode } from "../../protocol/errors.js";
import { type Joined, Member, type Protocol, type Synced } from "./member.js";

export type GroupState = "Empty" | "PreparingRebalance" | "CompletingRebalance" | "Stable";

export interface JoinRequest {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string;
  readonly protocols: readonly Protocol[];
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly clientId: string;
  readonly clientHost: string;
}

const NOTHING = new Uint8Array();

/**
 * A consumer group of Kafka's classic protocol. Members join, one of them (the leader) divides the partitions, all get
 * their part by SyncGroup. Whoever comes or goes starts this over, in a new generation.
 */
export class Group {
  state: GroupState = "Empty";
  generation = 0;
  protocolType = "";
  protocol = "";
  leader = "";
  readonly members = new Map<string, Member>();
  #deadline: NodeJS.Timeout | undefined;

  constructor(readonly id: string) {}

  join(request: JoinRequest): Promise<Joined> {
    const refused = this.#refusal(request);
    if (refused !== ErrorCode.NONE) return Promise.resolve(notJoined(refused, request.memberId));
    const member = this.members.get(request.memberId) ?? this.#newMember(request);
    const unchanged = sameProtocols(member.protocols, request.protocols);
    member.protocols = request.protocols;
    member.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
    this.protocolType = request.protocolType;
    member.heard();
    // A member that asks again what it knows already, the leader aside, needs no new division.
    if (unchanged && this.state !== "PreparingRebalance" && member.id !== this.leader)
      return Promise.resolve(this.#joined(member));
    const answer = new Promise<Joined>(resolve => {
      member.joining?.(notJoined(ErrorCode.REBALANCE_IN_PROGRESS, member.id));
      member.joining = resolve;
    });
    this.#rebalance();
    return answer;
  }

  sync(memberId: string, generation: number, assignments: ReadonlyMap<string, Uint8Array>): Promise<Synced> {
    const error = this.check(memberId, generation);
    if (error !== ErrorCode.NONE) return Promise.resolve({ errorCode: error, assignment: NOTHING });
    const member = this.members.get(memberId)!;
    member.heard();
    if (this.state === "PreparingRebalance")
      return Promise.resolve({ errorCode: ErrorCode.REBALANCE_IN_PROGRESS, assignment: NOTHING });
    if (this.state === "Stable")
      return Promise.resolve({ errorCode: ErrorCode.NONE, assignment: member.assignment });
    const answer = new Promise<Synced>(resolve => {
      member.syncing = resolve;
    });
    if (memberId === this.leader) {
      for (const each of this.members.values()) each.assignment = assignments.get(each.id) ?? NOTHING;
      this.state = "Stable";
      this.#answerSyncs(each => ({ errorCode: ErrorCode.NONE, assignment: each.assignment }));
    }
    return answer;
  }

  heartbeat(memberId: string, generation: number): number {
    const error = this.check(memberId, generation);
    if (error !== ErrorCode.NONE) return error;
    this.members.get(memberId)!.heard();
    return this.state === "PreparingRebalance" ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
  }

  /** Takes a member out, on its own wish or because nothing was heard from it. */
  remove(memberId: string): boolean {
    const member = this.members.get(memberId);
    if (!member) return false;
    member.gone();
    this.members.delete(memberId);
    member.joining?.(notJoined(ErrorCode.UNKNOWN_MEMBER_ID, memberId));
    member.syncing?.({ errorCode: ErrorCode.UNKNOWN_MEMBER_ID, assignment: NOTHING });
    if (this.members.size > 0) this.#rebalance();
    else this.#emptied();
    return true;
  }

  /** Whether a request of this member and generation is one of the group's present. */
  check(memberId: string, generation: number): number {
    if (!this.members.has(memberId)) return ErrorCode.UNKNOWN_MEMBER_ID;
    return generation === this.generation ? ErrorCode.NONE : ErrorCode.ILLEGAL_GENERATION;
  }

  close(): void {
    clearTimeout(this.#deadline);
    for (const member of this.members.values()) member.gone();
  }

  #refusal({ memberId, protocolType, protocols }: JoinRequest): number {
    if (memberId !== "" && !this.members.has(memberId)) return ErrorCode.UNKNOWN_MEMBER_ID;
    const others = [...this.members.values()].filter(({ id }) => id !== memberId);
    if (protocols.length === 0 || protocolType === "") return ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
    if (others.length === 0) return ErrorCode.NONE;
    const common = commonProtocols(others).filter(name => protocols.some(offered => offered.name === name));
    return protocolType === this.protocolType && common.length > 0
      ? ErrorCode.NONE
      : ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  }

  #newMember({ groupInstanceId, clientId, clientHost, sessionTimeoutMs }: JoinRequest): Member {
    // A static member that comes back takes its own place.
    for (const { id, options } of [...this.members.values()])
      if (groupInstanceId !== null && options.instanceId === groupInstanceId) this.remove(id);
    const id = `${groupInstanceId ?? clientId}-${randomUUID()}`;
    const options = { id, instanceId: groupInstanceId, clientId, clientHost, sessionTimeoutMs };
    const member = new Member(options, () => this.remove(id));
    this.members.set(id, member);
    return member;
  }

  /** Calls all members to join anew, and goes on when the last of them has, or when the time for it is over. */
  #rebalance(): void {
    if (this.state !== "PreparingRebalance") {
      this.state = "PreparingRebalance";
      this.#answerSyncs(() => ({ errorCode: ErrorCode.REBALANCE_IN_PROGRESS, assignment: NOTHING }));
      const longest = Math.max(...[...this.members.values()].map(member => member.rebalanceTimeoutMs));
      clearTimeout(this.#deadline);
      this.#deadline = setTimeout(() => this.#dropTheMissing(), longest);
      this.#deadline.unref();
    }
    if ([...this.members.values()].every(member => member.joining)) this.#completeJoin();
  }

  #dropTheMissing(): void {
    for (const member of [...this.members.values()]) if (!member.joining) this.remove(member.id);
  }

  #completeJoin(): void {
    clearTimeout(this.#deadline);
    const members = [...this.members.values()];
    this.generation++;
    this.state = "CompletingRebalance";
    if (!this.members.has(this.leader)) this.leader = members[0]!.id;
    const common = commonProtocols(members);
    const preferred = this.members.get(this.leader)!.protocols.find(({ name }) => common.includes(name));
    this.protocol = preferred?.name ?? "";
    for (const member of members) {
      const answer = member.joining!;
      member.joining = undefined;
      member.heard();
      answer(this.#joined(member));
    }
  }

  #joined(member: Member): Joined {
    const all = member.id === this.leader ? [...this.members.values()] : [];
    return {
      errorCode: ErrorCode.NONE,
      generationId: this.generation,
      protocolName: this.protocol,
      leader: this.leader,
      memberId: member.id,
      members: all.map(each => ({
        memberId: each.id,
        groupInstanceId: each.options.instanceId,
        metadata: each.metadataFor(this.protocol),
      })),
    };
  }

  #answerSyncs(answerTo: (member: Member) => Synced): void {
    for (const member of this.members.values()) {
      member.syncing?.(answerTo(member));
      member.syncing = undefined;
    }
  }

  #emptied(): void {
    clearTimeout(this.#deadline);
    this.state = "Empty";
    this.generation++;
    this.leader = "";
    this.protocol = "";
  }
}

function notJoined(errorCode: number, memberId: string): Joined {
  return { errorCode, generationId: -1, protocolName: "", leader: "", memberId, members: [] };
}

function commonProtocols([first, ...others]: readonly Member[]): string[] {
  const names = first?.protocols.map(({ name }) => name) ?? [];
  return names.filter(name => others.every(other => other.protocols.some(offered => offered.name === name)));
}

function sameProtocols(a: readonly Protocol[], b: readonly Protocol[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, metadata }, i) => name === b[i]!.name && Buffer.compare(metadata, b[i]!.metadata) === 0)
  );
}
