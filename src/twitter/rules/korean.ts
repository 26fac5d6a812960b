/**
 * Particles that stand at the end of a Korean noun, the commonest first: after a consonant, after a vowel, and after ㄹ where
 * that differs. X compares whole words between spaces, so `소유` alone would miss `소유가`.
 */
const particles: readonly (readonly [afterConsonant: string, afterVowel: string, afterRieul?: string])[] = [
  ["이", "가"],
  ["은", "는"],
  ["을", "를"],
  ["의", "의"],
  ["도", "도"],
  ["에", "에"],
  ["과", "와"],
  ["만", "만"],
  ["으로", "로", "로"],
  ["에서", "에서"],
  ["이랑", "랑"],
  ["에게", "에게"],
  ["한테", "한테"],
  ["아", "야"],
  ["님", "님"],
  ["씨", "씨"],
  ["들", "들"],
  ["까지", "까지"],
  ["부터", "부터"],
  ["처럼", "처럼"],
  ["보다", "보다"],
  ["이나", "나"],
  ["하고", "하고"],
  ["에는", "에는"],
];

export const particleCount = particles.length;

const firstSyllable = 0xac00;
const finals = 28;
const rieul = 8;

/** The word with each of the first `count` particles; none for words that do not end in a Hangul syllable. NFC in, NFC out. */
export function withParticles(word: string, count: number): string[] {
  if (!/\p{Script=Hangul}$/u.test(word)) return [];
  const syllable = word.charCodeAt(word.length - 1) - firstSyllable;
  if (syllable < 0 || syllable >= 11_172) return [];
  const final = syllable % finals;
  return particles
    .slice(0, count)
    .map(([afterConsonant, afterVowel, afterRieul = afterConsonant]) =>
      final === 0 ? afterVowel : final === rieul ? afterRieul : afterConsonant,
    )
    .map(particle => word + particle);
}
