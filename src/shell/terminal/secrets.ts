/** Words that stand beside a secret in options and properties of Kafka, X and object stores. */
const marks =
  /passw(or)?d|passphrase|secret|jaas|bearer|credential|(private|access|account|api|consumer|sas).?key|keystore\.key|token(?!s\b|iz)/i;
/** What is a secret by its looks: a key of AWS, X or GitHub, a JSON web token, a password within an address, a header. */
const shapes =
  /\bAKIA[0-9A-Z]{16}\b|\bA{20,}[\w%]{20,}|\bgh[pousr]_\w{20,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.|:\/\/[^\s/:@"']+:[^\s/@"']+@|\bauthorization\s*:|\bbearer\s+\S{8,}|BEGIN [A-Z ]*PRIVATE KEY/i;

/** Whether an entry seems to hold a secret, and so stays out of files: a word like `password` with a text or value beside it, or what looks like a key. */
export function holdsSecret(entry: string): boolean {
  return (marks.test(entry) && /["'`=]/.test(entry)) || shapes.test(entry);
}
