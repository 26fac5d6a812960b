import { messageOf } from "../../util/errors.js";
import { KafkaError } from "./errors.js";

/**
 * A Java regular expression that has to match the whole of a topic's name. The two languages agree on what topic patterns
 * are made of; flags at the beginning, `(?i)`, are taken over.
 */
export function javaPattern(pattern: string): RegExp {
  const [, flags = "", body = ""] = /^(?:\(\?([ismu]+)\))?(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(`^(?:${body})$`, [...new Set(flags)].join(""));
  } catch (error) {
    throw new KafkaError(`the topic pattern "${pattern}" cannot be used: ${messageOf(error)}`, false);
  }
}
