import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createGzip } from "node:zlib";

export const consumerKey = "the-consumer-key";
export const consumerSecret = "the-consumer-secret";
export const bearerToken = "AAAA-the-bearer-token";

/** A stream as the server holds it. */
export interface ServerStream {
  /** Which connection it is, from 1. */
  readonly n: number;
  readonly url: URL;
  /** Bytes in a chunk of their own. */
  write(bytes: string | Uint8Array): Promise<void>;
  end(): void;
  reset(): void;
  readonly isOpen: boolean;
}

/** An answer instead of the usual one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Rule {
  readonly id: string;
  readonly value: string;
  readonly tag?: string;
}

export interface XServerOptions {
  /** Plays a stream; it stays open until it is ended. */
  stream?(stream: ServerStream): void | Promise<void>;
  /** An answer instead of the usual one, or none at all. */
  answer?(request: {
    readonly method: string;
    readonly path: string;
    readonly n: number;
  }): Answer | "silence" | undefined;
  /** Whether streams come compressed, asked for or not. */
  readonly gzip?: boolean;
  /** More headers of streams. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Below which path everything lies. */
  readonly base?: string;
}

/** API v2 as docs.x.com describes it, over real HTTP: tokens, rules and streams. */
export class XServer {
  readonly rules: Rule[] = [];
  /** `METHOD PATH` of every request, with its query. */
  readonly requests: string[] = [];
  readonly headers: IncomingMessage["headers"][] = [];
  streams = 0;
  #lastRule = 1_746_790_000_000_000_000n;
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly server: Server,
    private readonly options: XServerOptions,
  ) {
    server.on("connection", socket => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (request, response) => void this.#answer(request, response));
  }

  static async open(options: XServerOptions = {}): Promise<XServer> {
    const server = createServer({ noDelay: true });
    const opened = new XServer(server, options);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return opened;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.options.base ?? ""}`;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.server, "close");
  }

  add(value: string, tag?: string): Rule {
    const rule = { id: String(++this.#lastRule), value, ...(tag !== undefined && { tag }) };
    this.rules.push(rule);
    return rule;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, "http://x");
    const method = request.method!;
    const path = url.pathname.slice((this.options.base ?? "").length);
    this.requests.push(`${method} ${path}${url.search}`);
    this.headers.push(request.headers);
    const body = await text(request);
    const n = this.requests.filter(each => each.split("?")[0] === `${method} ${path}`).length;
    const given = this.options.answer?.({ method, path, n });
    if (given === "silence") return;
    if (given) return send(response, given);
    const route = this.#routes[`${method} ${path}`];
    if (!route)
      return send(response, { status: 404, body: problem("about:blank", "Not Found", "Not Found") });
    const isToken = path === "/oauth2/token";
    const isKnown = request.headers.authorization === (isToken ? basic : `Bearer ${bearerToken}`);
    if (!isKnown) return send(response, unauthorized);
    await route(body, url, response);
  }

  readonly #routes: Readonly<Record<string, (body: string, url: URL, response: ServerResponse) => unknown>> =
    {
      "POST /oauth2/token": (body, _url, response) =>
        send(
          response,
          new URLSearchParams(body).get("grant_type") === "client_credentials"
            ? { status: 200, body: { token_type: "bearer", access_token: bearerToken } }
            : {
                status: 403,
                body: { errors: [{ code: 170, message: "Missing required parameter: grant_type" }] },
              },
        ),
      "GET /2/tweets/search/stream/rules": (_body, url, response) => {
        // Pages of three show whether whoever asks turns them.
        const from = Number(url.searchParams.get("pagination_token") ?? 0);
        const page = this.rules.slice(from, from + 3);
        const next = from + 3 < this.rules.length ? String(from + 3).padStart(16, "0") : undefined;
        send(response, {
          status: 200,
          body: {
            ...(page.length > 0 && { data: page }),
            meta: { sent: new Date().toISOString(), result_count: page.length, next_token: next },
          },
        });
      },
      "POST /2/tweets/search/stream/rules": (body, url, response) =>
        send(response, this.#changeRules(JSON.parse(body), url.searchParams.get("dry_run") === "true")),
      "GET /2/tweets/search/stream": (_body, url, response) => {
        if (this.rules.length === 0) return send(response, noRules);
        return this.#play(url, response);
      },
      "GET /2/tweets/sample/stream": (_body, url, response) => this.#play(url, response),
    };

  #changeRules(
    { add, delete: remove }: { add?: { value: string; tag?: string }[]; delete?: { ids: string[] } },
    isDryRun: boolean,
  ): Answer {
    const sent = new Date().toISOString();
    if (remove) {
      const found = this.rules.filter(({ id }) => remove.ids.includes(id));
      if (!isDryRun) for (const rule of found) this.rules.splice(this.rules.indexOf(rule), 1);
      const summary = { deleted: found.length, not_deleted: remove.ids.length - found.length };
      return { status: 200, body: { meta: { sent, summary } } };
    }
    const errors = add!.flatMap(({ value }): ({ value: string } & Record<string, unknown>)[] => {
      const twin = this.rules.find(rule => rule.value === value);
      if (twin) return [{ ...problem("duplicate-rules", "DuplicateRule", ""), value, id: twin.id }];
      if (value.length > 1024 || /refused/.test(value))
        return [
          {
            value,
            details: ["Ambiguous use of refused"],
            title: "UnprocessableEntity",
            type: typeOf("invalid-rules"),
          },
        ];
      return [];
    });
    const good = add!.filter(({ value }) => !errors.some(error => error.value === value));
    const data = good.map(({ value, tag }) => this.add(value, tag));
    if (isDryRun) this.rules.splice(this.rules.length - data.length);
    const counts = {
      created: data.length,
      not_created: errors.length,
      valid: data.length,
      invalid: errors.length,
    };
    return {
      status: isDryRun ? 200 : 201,
      body: {
        ...(data.length > 0 && { data }),
        meta: { sent, summary: counts },
        ...(errors.length > 0 && { errors }),
      },
    };
  }

  #play(url: URL, response: ServerResponse): void {
    const n = ++this.streams;
    const gzip = this.options.gzip ? createGzip() : undefined;
    response.writeHead(200, {
      "content-type": "application/json; charset=utf-8",
      ...(gzip && { "content-encoding": "gzip" }),
      ...this.options.headers,
    });
    response.flushHeaders();
    gzip?.pipe(response);
    let isOpen = true;
    response.once("close", () => {
      isOpen = false;
    });
    const stream: ServerStream = {
      n,
      url,
      write: bytes =>
        new Promise(resolve => {
          if (!gzip) response.write(bytes, () => resolve());
          else gzip.write(bytes, () => gzip.flush(() => resolve()));
        }),
      end: () => void response.end(),
      reset: () => void response.socket?.resetAndDestroy(),
      get isOpen() {
        return isOpen;
      },
    };
    void this.options.stream?.(stream);
  }
}

const basic = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64")}`;

/** A problem of X's, its type by the last part. */
export function problem(type: string, title: string, detail: string, rest: object = {}): object {
  return { title, detail, type: type.includes(":") ? type : typeOf(type), ...rest };
}

function typeOf(name: string): string {
  return `https://api.x.com/2/problems/${name}`;
}

const unauthorized: Answer = {
  status: 401,
  body: { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" },
};

const noRules: Answer = {
  status: 409,
  body: problem("streaming-connection", "ConnectionException", "You must define rules before connecting.", {
    connection_issue: "RuleConfigurationIssue",
  }),
};

/** The line of a tweet, with its end. */
export function tweetLine(id: number | string, tweetText: string, rest: object = {}): string {
  const data = {
    id: String(id),
    text: tweetText,
    author_id: "42",
    created_at: "2024-01-15T10:35:00.000Z",
    edit_history_tweet_ids: [String(id)],
    lang: "ko",
    ...rest,
  };
  return `${JSON.stringify({ data, includes: { users: [{ id: "42", name: "SOYOU", username: "soyou" }] } })}\r\n`;
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": isText ? "text/html" : "application/json; charset=utf-8",
    ...headers,
  });
  response.end(body === undefined ? "" : isText ? body : JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
