import { userInfo } from "node:os";
import { SparkError } from "../../util/errors.js";
import { type Kernel, loose, strict } from "./kernel.js";

/** The Spark whose language this is. */
const VERSION = "4.1.1 c0690c763bafabd08e7079d1137fa0a769a05bae";

const constant = (value: string | number | bigint): Kernel => strict(() => () => value);
const user: Kernel = strict(() => {
  const name = userInfo().username;
  return () => name;
});

function raise(message: string | null): never {
  throw new SparkError("USER_RAISED_EXCEPTION", String(message), "P0001");
}

export const session: Readonly<Record<string, Kernel>> = {
  version: constant(VERSION),
  user,
  current_user: user,
  session_user: user,
  current_catalog: constant("spark_catalog"),
  current_schema: constant("default"),
  spark_partition_id: constant(0),
  monotonically_increasing_id: strict(() => {
    let next = 0n;
    return () => next++;
  }),
  input_file_name: constant(""),
  input_file_block_start: constant(-1n),
  input_file_block_length: constant(-1n),
  identity: loose(() => (value: string) => value),
  assert_true: loose(
    () => (holds: boolean | null, message: string | null) => (holds === true ? null : raise(message)),
  ),
  raise_error: loose(() => raise),
};
