/** What stands where a secret stood. */
export const hidden = "[hidden]";

/** What must never be shown: takes it out of any text that comes from elsewhere, such as a server that repeats its request. */
export class Secrets {
  readonly #known = new Set<string>();

  /** A secret, with the spellings that it travels in. */
  add(secret: string): void {
    // Shorter ones would blacken ordinary words; X's have 25 characters and more.
    if (secret.length < 4) return;
    for (const spelling of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
      this.#known.add(spelling);
  }

  scrub(text: string): string {
    return [...this.#known]
      .sort((a, b) => b.length - a.length)
      .reduce((clean, secret) => clean.replaceAll(secret, hidden), text);
  }
}
