import { StringType } from "../../types/index.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { string as text } from "./parameter.js";

export const url: readonly FunctionRow[] = [
  define("parse_url", "url, partToExtract[, key]", [text], StringType, {
    doc: "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; of QUERY a key's value.",
    example: "parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query')",
    nullable: true,
  }),
  define("try_parse_url", "url, partToExtract[, key]", [text], StringType, {
    doc: "A part of a URL; NULL where it is none.",
    example: "try_parse_url('http://spark.apache.org/path?query=1', 'HOST')",
    nullable: true,
  }),
  define("url_encode", "str", [text], StringType, {
    doc: "The text in the application/x-www-form-urlencoded form.",
    example: "url_encode('https://spark.apache.org')",
    nullable: true,
  }),
  define("url_decode", "str", [text], StringType, {
    doc: "The text that the application/x-www-form-urlencoded form stands for.",
    example: "url_decode('https%3A%2F%2Fspark.apache.org')",
    nullable: true,
  }),
  define("try_url_decode", "str", [text], StringType, {
    doc: "As url_decode; NULL where it is no such form.",
    example: "try_url_decode('https%3A%2F%2Fspark.apache.org')",
    nullable: true,
  }),
];
