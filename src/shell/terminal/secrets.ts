/** Words that stand beside a secret in options and properties of Kafka, X and object stores. */
const marks =
  /password|passphrase|secret|jaas|bearer|credential|private.?key|access.?key|keystore\.key|\btoken/i;

/** Whether an entry seems to hold a secret, and so stays out of files: a word like `password`, and a text or value beside it. */
export function holdsSecret(entry: string): boolean {
  return marks.test(entry) && /["'`=]/.test(entry);
}
