import { isLoopback } from "../../kafka/client/loopback.js";
import { UserError } from "../../util/errors.js";
import type { Box } from "../rules/box.js";
import { languageCodes } from "../rules/languages.js";
import type { ProducerArguments } from "./arguments.js";
import { readBoxes } from "./boxes.js";
import { configLog } from "./config-log.js";
import { type Converters, readConverters } from "./converters.js";
import type { Settings } from "./keys.js";
import { readSettings } from "./read-settings.js";
import { Secrets } from "./secrets.js";
import { limitsOf, type RuleLimits } from "./tiers.js";

/** How the app shows who it is. */
export type Credentials =
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "key"; readonly key: string; readonly secret: string };

/** What is wanted of all tweets: terms, users and boxes are alternatives, and a language narrows them. */
export interface Track {
  readonly terms: readonly string[];
  readonly follow: readonly string[];
  readonly boxes: readonly Box[];
  /** Codes as rules take them; empty for any. */
  readonly languages: readonly string[];
  readonly particles: boolean;
}

/** Where tweets come from. */
export type Origin =
  | { readonly kind: "x"; readonly credentials: Credentials; readonly streamType: "filter" | "sample" }
  | { readonly kind: "replay"; readonly file: string; readonly speed: number; readonly rate?: number }
  | { readonly kind: "samples"; readonly rate: number; readonly seed?: number };

/** A producer's whole configuration, checked. */
export interface TwitterConfig {
  readonly settings: Settings;
  readonly name: string | undefined;
  readonly topic: string;
  readonly origin: Origin;
  readonly track: Track;
  readonly baseUrl: URL;
  readonly limits: RuleLimits;
  readonly outputFormat: Settings["outputFormat"];
  readonly converters: Converters;
  readonly bootstrapServers: string;
  readonly kafka: Readonly<Record<string, string>>;
  /** As the old connector logs it. */
  readonly log: string;
  /** One line each. */
  readonly warnings: readonly string[];
  readonly secrets: Secrets;
}

/** Without a properties file the guide's topic and form hold: `:producer` alone is its last line. */
const withoutFile = { topic: "twitter", outputFormat: "string" } as const;
const defaultRate = 2;

/**
 * Reads and checks everything; nothing is sent before.
 * @throws UserError in one line that names the key
 */
export function twitterConfig(args: ProducerArguments, env: NodeJS.ProcessEnv = process.env): TwitterConfig {
  const secrets = new Secrets();
  const { settings: read, given, kafka, warnings } = readSettings(args, env, secrets);
  const settings: Settings =
    args.files.length > 0
      ? read
      : {
          ...read,
          topic: given.has("topic") ? read.topic : withoutFile.topic,
          outputFormat: given.has("output.format") ? read.outputFormat : withoutFile.outputFormat,
        };
  checkClass(settings.connectorClass);
  const origin = originOf(settings);
  const languages = languageCodes(settings.language, origin.kind === "x" && origin.streamType === "filter");
  const track = trackOf(settings, languages.codes);
  const converters = readConverters(settings);
  const own = limitsOf(settings.tier);
  return {
    settings,
    name: settings.name,
    topic: settings.topic,
    origin,
    track,
    baseUrl: baseUrlOf(settings.baseUrl),
    limits: { rules: settings.rulesMax ?? own.rules, length: settings.rulesLength ?? own.length },
    outputFormat: settings.outputFormat,
    converters: converters.converters,
    bootstrapServers: settings.bootstrapServers,
    kafka,
    log: configLog(settings, given),
    warnings: [
      ...warnings,
      ...languages.warnings,
      ...converters.warnings,
      ...emptyTerms(settings),
      ...unusedTrack(settings),
      ...(settings.tasksMax > 1
        ? [`tasks.max=${settings.tasksMax}: one stream is opened; X gives an app no more`]
        : []),
    ],
    secrets,
  };
}

/** Connect takes the last part of a class's name too. */
function checkClass(name: string | undefined): void {
  if (name !== undefined && !/(^|\.)TwitterSource(Connector)?$/.test(name))
    throw new UserError(
      `connector.class cannot be ${name}: this runs com.eneco.trading.kafka.connect.twitter.TwitterSourceConnector alone.`,
    );
}

function originOf(settings: Settings): Origin {
  const { replay, rate, seed, streamType } = settings;
  if (replay !== undefined)
    return {
      kind: "replay",
      file: replay,
      speed: speedOf(settings.speed),
      ...(rate !== undefined && { rate }),
    };
  const credentials = credentialsOf(settings);
  if (!credentials)
    return { kind: "samples", rate: rate ?? defaultRate, ...(seed !== undefined && { seed }) };
  const { terms, follow, locations } = settings;
  if (streamType === "filter" && ![terms, follow, locations].some(each => each.some(Boolean)))
    throw new UserError(
      "stream.type=filter needs something to track: give at least one of track.terms, track.locations, track.follow, or stream.type=sample.",
    );
  return { kind: "x", credentials, streamType };
}

function credentialsOf({
  bearerToken,
  consumerKey: key,
  consumerSecret: secret,
  token,
  secret: tokenSecret,
}: Settings): Credentials | undefined {
  if (bearerToken !== undefined) return { kind: "bearer", token: bearerToken };
  if (key !== undefined && secret !== undefined) return { kind: "key", key, secret };
  const missing =
    key !== undefined || secret !== undefined || token !== undefined || tokenSecret !== undefined
      ? ["twitter.consumerkey", "twitter.consumersecret"][key === undefined ? 0 : 1]
      : undefined;
  if (missing)
    throw new UserError(
      `${missing} is missing: X's streams take twitter.consumerkey and twitter.consumersecret, or twitter.bearertoken.`,
    );
  return undefined;
}

/** `10x` and `10` are ten times the original pace, `max` is as fast as it goes. */
function speedOf(text: string): number {
  const speed = text === "max" ? Number.POSITIVE_INFINITY : Number(text.replace(/x$/i, ""));
  if (!(speed > 0)) throw new UserError(`speed cannot be "${text}": it is such as 1x, 10x, 0.5x, or max.`);
  return speed;
}

function trackOf(settings: Settings, languages: readonly string[]): Track {
  for (const id of settings.follow)
    if (!/^\d{1,19}$/.test(id) || BigInt(id) > 2n ** 63n - 1n)
      throw new UserError(
        `track.follow: "${id}" is no user's id; it takes numbers between commas, such as 2244994945.`,
      );
  return {
    terms: settings.terms.filter(Boolean).map(term => term.normalize("NFC")),
    follow: settings.follow,
    boxes: readBoxes(settings.locations),
    languages,
    particles: settings.koreanParticles,
  };
}

function emptyTerms({ terms }: Settings): string[] {
  return terms.some(term => term === "") ? ["track.terms: an empty term between two commas is left out"] : [];
}

function unusedTrack({ streamType, terms, follow, locations }: Settings): string[] {
  return streamType === "sample" && [terms, follow, locations].some(({ length }) => length > 0)
    ? ["stream.type=sample: what is tracked has no effect"]
    : [];
}

/** @throws UserError unless it is https, or http to this machine alone: a token goes there */
function baseUrlOf(text: string): URL {
  const key = "twitter.api.base.url";
  if (!URL.canParse(text)) throw new UserError(`${key}: "${text}" is no address such as https://api.x.com.`);
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    throw new UserError(
      `${key}: ${url.origin} would get the token unencrypted; http is for this machine alone.`,
    );
  if (url.username || url.password || url.search || url.hash)
    throw new UserError(`${key}: give it without user, query and #, such as https://api.x.com.`);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
