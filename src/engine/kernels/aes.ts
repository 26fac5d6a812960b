import { type CipherGCM, createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from "node:crypto";
import { SparkError } from "../../util/errors.js";
import { invalidParameter } from "./argument-errors.js";
import { type Kernel, strict } from "./kernel.js";

const FUNCTIONS = "`aes_encrypt`/`aes_decrypt`";
const TAG_LENGTH = 16;

interface Mode {
  readonly cipher: "ecb" | "cbc" | "gcm";
  readonly ivLength: number;
}

const modes: Readonly<Record<string, Mode>> = {
  "ECB PKCS": { cipher: "ecb", ivLength: 0 },
  "ECB DEFAULT": { cipher: "ecb", ivLength: 0 },
  "CBC PKCS": { cipher: "cbc", ivLength: 16 },
  "CBC DEFAULT": { cipher: "cbc", ivLength: 16 },
  "GCM NONE": { cipher: "gcm", ivLength: 12 },
  "GCM DEFAULT": { cipher: "gcm", ivLength: 12 },
};

function modeOf(key: Uint8Array, mode: string, padding: string): Mode {
  const found = modes[`${mode.toUpperCase()} ${padding.toUpperCase()}`];
  if (!found)
    throw unsupported("AES_MODE", `AES-${mode} with the padding ${padding} by the ${FUNCTIONS} function.`);
  if (![16, 24, 32].includes(key.length))
    throw invalidParameter(
      "AES_KEY_LENGTH",
      "`key`",
      FUNCTIONS,
      `expects a binary value with 16, 24 or 32 bytes, but got ${key.length} bytes.`,
    );
  return found;
}

function unsupported(errorClass: string, why: string): SparkError {
  return new SparkError(`UNSUPPORTED_FEATURE.${errorClass}`, `The feature is not supported: ${why}`, "0A000");
}

const algorithm = (key: Uint8Array, { cipher }: Mode) => `aes-${key.length * 8}-${cipher}`;

function encrypt(
  input: Uint8Array,
  key: Uint8Array,
  modeName: string,
  padding: string,
  givenIv: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  const mode = modeOf(key, modeName, padding);
  const upper = mode.cipher.toUpperCase();
  if (givenIv.length > 0 && mode.ivLength === 0)
    throw unsupported(
      "AES_MODE_IV",
      `\`aes_encrypt\` with AES-${upper} does not support initialization vectors (IVs).`,
    );
  if (givenIv.length > 0 && givenIv.length !== mode.ivLength)
    throw invalidParameter(
      "AES_IV_LENGTH",
      "`iv`",
      FUNCTIONS,
      `supports 16-byte CBC IVs and 12-byte GCM IVs, but got ${givenIv.length} bytes for ${upper}.`,
    );
  if (aad.length > 0 && mode.cipher !== "gcm")
    throw unsupported(
      "AES_MODE_AAD",
      `\`aes_encrypt\` with AES-${upper} does not support additional authenticate data (AAD).`,
    );
  const iv = givenIv.length > 0 ? givenIv : randomBytes(mode.ivLength);
  const cipher = createCipheriv(algorithm(key, mode), key, mode.ivLength ? iv : null);
  if (mode.cipher === "gcm" && aad.length > 0) (cipher as CipherGCM).setAAD(aad);
  const encrypted = Buffer.concat([cipher.update(input), cipher.final()]);
  return Buffer.concat([
    iv.subarray(0, mode.ivLength),
    encrypted,
    mode.cipher === "gcm" ? (cipher as CipherGCM).getAuthTag() : Buffer.alloc(0),
  ]);
}

/** The first bytes are the initialization vector; the last ones of GCM its tag. */
function decrypt(
  input: Uint8Array,
  key: Uint8Array,
  modeName: string,
  padding: string,
  aad: Uint8Array,
): Uint8Array {
  const mode = modeOf(key, modeName, padding);
  if (aad.length > 0 && mode.cipher !== "gcm")
    throw unsupported(
      "AES_MODE_AAD",
      `\`aes_decrypt\` with AES-${mode.cipher.toUpperCase()} does not support additional authenticate data (AAD).`,
    );
  const tagLength = mode.cipher === "gcm" ? TAG_LENGTH : 0;
  if (input.length < mode.ivLength + tagLength)
    throw cryptoError(
      input.length < mode.ivLength
        ? "Invalid buffer arguments"
        : "Input data too short to contain an expected tag length of 16bytes",
    );
  const iv = input.subarray(0, mode.ivLength);
  const decipher = createDecipheriv(algorithm(key, mode), key, mode.ivLength ? iv : null);
  if (tagLength > 0) {
    (decipher as DecipherGCM).setAuthTag(input.subarray(input.length - tagLength));
    if (aad.length > 0) (decipher as DecipherGCM).setAAD(aad);
  }
  const encrypted = input.subarray(mode.ivLength, input.length - tagLength);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch (error) {
    throw cryptoError(
      tagLength > 0
        ? "Tag mismatch!"
        : encrypted.length % 16 !== 0
          ? "Input length must be multiple of 16 when decrypting with padded cipher"
          : "Given final block not properly padded. Such issues can arise if a bad key is used during decryption.",
      error,
    );
  }
}

function cryptoError(detail: string, cause?: unknown): SparkError {
  const error = invalidParameter("AES_CRYPTO_ERROR", "`expr`, `key`", FUNCTIONS, `detail message: ${detail}`);
  if (cause !== undefined) error.cause = cause;
  return error;
}

export const aes: Readonly<Record<string, Kernel>> = {
  aes_encrypt: strict(() => encrypt),
  aes_decrypt: strict(() => decrypt),
  try_aes_decrypt: strict(() => (...args: Parameters<typeof decrypt>) => {
    try {
      return decrypt(...args);
    } catch (error) {
      if (error instanceof SparkError) return null;
      throw error;
    }
  }),
};
