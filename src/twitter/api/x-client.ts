import { Agent } from "node:http";
import {
  type ApiPartialResponseError,
  type ApiRequestError,
  type ApiResponseError,
  type ITwitterApiClientPlugin,
  TwitterApi,
} from "twitter-api-v2";
import { messageOf } from "../../util/errors.js";
import type { Secrets } from "../config/secrets.js";
import type { Credentials } from "../config/twitter-config.js";
import { networkError, refusalError } from "./explain-response.js";
import type { Problem } from "./problem.js";
import { XError } from "./x-error.js";

export interface XClientOptions {
  readonly baseUrl: URL;
  readonly credentials: Credentials;
  readonly userAgent: string;
  readonly secrets: Secrets;
  readonly timeoutMs: number;
}

/** A rule as X keeps it. */
export interface KeptRule {
  readonly id?: string;
  readonly value: string;
  readonly tag?: string;
}

/** Tokens and lists of a thousand rules are smaller; what is larger is not read. */
const largestBody = 16 * 1024 * 1024;
/** Sent at once, when there are more rules. */
const rulesPerRequest = 100;
const rulesPath = "tweets/search/stream/rules";
/** Where the library sends everything. */
const ownBase = /^https:\/\/api\.x\.com\//;

/**
 * X's tokens and rules, through twitter-api-v2. Streams are read by `stream/`: the library loses and damages tweets there
 * (DESIGN.md). What it throws holds the token, so only what `XError` says of it leaves this file.
 */
export class XClient {
  #app: Promise<TwitterApi> | undefined;
  #token: string | undefined;

  constructor(private readonly options: XClientOptions) {}

  /** The app's bearer token: the given one, or got by key and secret. @throws XError */
  async token(): Promise<string> {
    await this.#client();
    return this.#token!;
  }

  /** Forgets a token that was not taken; whether another one can be got. */
  forgetToken(): boolean {
    this.#app = undefined;
    return this.options.credentials.kind === "key";
  }

  /** All rules of the app. @throws XError */
  async rules(): Promise<KeptRule[]> {
    const found: KeptRule[] = [];
    for (let next: string | undefined; ; ) {
      const page = await this.#ask(`GET /2/${rulesPath}`, client =>
        client.v2.streamRules(next === undefined ? {} : { pagination_token: next }),
      );
      found.push(...(page.data ?? []));
      next = page.meta?.next_token;
      if (next === undefined || found.length > 100_000) return found;
    }
  }

  /** Adds rules, or tries how that would go. @returns those that were added, @throws XError for one that is refused */
  async addRules(rules: readonly KeptRule[], dryRun: boolean): Promise<KeptRule[]> {
    const added: KeptRule[] = [];
    for (let i = 0; i < rules.length; i += rulesPerRequest) {
      const add = rules
        .slice(i, i + rulesPerRequest)
        .map(({ value, tag }) => ({ value, ...(tag && { tag }) }));
      const answer = await this.#ask(`POST /2/${rulesPath}`, client =>
        client.v2.updateStreamRules({ add }, dryRun ? { dry_run: true } : {}),
      );
      const refused = ((answer.errors ?? []) as readonly Problem[]).filter(each => !isDuplicate(each));
      if (refused.length > 0) throw refusedRule(refused[0]!, this.options.secrets);
      added.push(...((answer as { data?: KeptRule[] }).data ?? []));
    }
    return added;
  }

  /** @throws XError */
  async deleteRules(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += rulesPerRequest)
      await this.#ask(`POST /2/${rulesPath}`, client =>
        client.v2.updateStreamRules({ delete: { ids: ids.slice(i, i + rulesPerRequest) } }),
      );
  }

  async #ask<T extends object>(request: string, run: (client: TwitterApi) => Promise<T>): Promise<T> {
    const client = await this.#client();
    const answer = await run(client).catch(error => this.#fail(request, error));
    if (typeof answer === "object") return answer;
    throw refusalError({ request, status: 200, headers: {}, body: answer }, this.options.secrets);
  }

  #client(): Promise<TwitterApi> {
    this.#app ??= this.#open().catch(error => {
      this.#app = undefined;
      throw error;
    });
    return this.#app;
  }

  async #open(): Promise<TwitterApi> {
    const { credentials, baseUrl, secrets } = this.options;
    const settings = {
      // The library asks Node for https whatever the address; the agent says what it is.
      ...(baseUrl.protocol === "http:" && { httpAgent: new Agent() }),
      compression: false,
      plugins: [this.#plugin],
    };
    if (credentials.kind === "bearer") {
      this.#token = credentials.token;
      return new TwitterApi(credentials.token, settings);
    }
    const { key, secret } = credentials;
    secrets.add(`${encodeURIComponent(key)}:${encodeURIComponent(secret)}`);
    const request = "POST /oauth2/token";
    const client = new TwitterApi({ appKey: key, appSecret: secret }, settings);
    const app = await client.appLogin().catch(error => this.#fail(request, error));
    const token = app.getActiveTokens();
    if (token.type !== "oauth2" || typeof token.bearerToken !== "string")
      throw new XError(`${request} was answered without a token. Is twitter.api.base.url right?`, "fatal");
    this.#token = token.bearerToken;
    secrets.add(token.bearerToken);
    return app;
  }

  /** Sends everything to the address that is set, and bounds what the library does not. */
  readonly #plugin: ITwitterApiClientPlugin = {
    onBeforeRequestConfig: ({ params }) => {
      const path = params.url.replace(ownBase, "");
      params.url = this.options.baseUrl.href + path;
      // The library tells by the path, which may be another here.
      params.forceBodyMode = path === "oauth2/token" ? "url" : "json";
      params.timeout = this.options.timeoutMs;
      params.headers = { "user-agent": this.options.userAgent };
      params.requestEventDebugHandler = (event, data) => {
        if (event === "response") limitBody(data.res);
      };
    },
    onAfterRequest: ({ response, url }) => {
      const { location } = response.headers;
      if (location !== undefined)
        throw refusalError(
          { request: url.pathname, status: 302, headers: { location }, body: undefined },
          this.options.secrets,
        );
    },
  };

  #fail(request: string, error: unknown): never {
    const { secrets, baseUrl } = this.options;
    if (error instanceof XError) throw error;
    const { type } = error as { readonly type?: string };
    if (type === "response") {
      const { code: status, headers, data: body } = error as ApiResponseError;
      throw refusalError({ request, status, headers, body }, secrets);
    }
    if (type === "partial-response") {
      const { response, rawContent } = error as ApiPartialResponseError;
      const status = response.statusCode ?? 0;
      throw refusalError({ request, status, headers: response.headers, body: rawContent }, secrets);
    }
    // Its own getter for the cause answers undefined.
    const cause = (error as { readonly _options?: { readonly error?: unknown } })._options?.error;
    throw networkError(cause ?? new Error(messageOf(error as ApiRequestError)), baseUrl.host, secrets);
  }
}

function limitBody(response: NodeJS.ReadableStream & { destroy(): void }): void {
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > largestBody) response.destroy();
  });
}

/** The rule is there already, by somebody else: as good as added, and not ours to remove. */
function isDuplicate({ type = "", title }: Problem): boolean {
  return type.endsWith("/duplicate-rules") || title === "DuplicateRule";
}

function refusedRule(problem: Problem, secrets: Secrets): XError {
  return refusalError(
    { request: `the rule ${problem.value ?? ""}`, status: 400, headers: {}, body: problem },
    secrets,
  );
}
