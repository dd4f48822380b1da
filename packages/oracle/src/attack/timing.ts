import type { AttackKit, Attempt, DescribedAttack } from './kit.ts';

const POSITIONS = 6;

/**
 * Comparison with a secret in a time that depends on the guess (CWE-208), by counted steps instead of a stopwatch. Guesses of
 * the secret's length agree with it in ever longer prefixes. Steps of JavaScript are counted as always; a native comparison of
 * strings or bytes costs its common prefix (`realm/comparison.ts`), as it does on a real machine; `timingSafeEqual` costs the same
 * for every guess. The effect: steps grow with every longer prefix, so that an outsider can tell a better guess.
 */
export const timing: AttackKit = {
  covers: ['timing-unsafe-compare'],
  comparisons: true,
  attempts: (attack) =>
    attack.secret === null || attack.secret.length < 2
      ? []
      : wrappings(attack).map((wrap): Attempt => ({ requests: guesses(attack.secret!).map(wrap) })),
  effect(answers) {
    const steps = answers.map((answer) => (answer.ending === 'breached' ? Number.NaN : answer.steps));
    const grows = steps.length > 2 && steps.every((count, index) => index === 0 || count > steps[index - 1]!);
    return grows ? `steps grow with the length of the guessed prefix: ${steps.join(', ')}` : null;
  },
};

/** Guesses that are wrong from position p on, for p spread over the secret. */
function guesses(secret: string): string[] {
  const count = Math.min(POSITIONS, secret.length);
  const positions = Array.from({ length: count }, (_, index) =>
    Math.floor((index * (secret.length - 1)) / Math.max(1, count - 1)),
  );
  return [...new Set(positions)].map(
    (position) => secret.slice(0, position) + [...secret.slice(position)].map(other).join(''),
  );
}

/** Another character of the same kind, so that the format stays right. */
function other(character: string): string {
  if (/[0-8]/u.test(character)) return String(Number(character) + 1);
  if (character === '9') return '0';
  if (/[a-eA-E]/u.test(character)) return String.fromCodePoint(character.codePointAt(0)! + 1);
  if (/[fF]/u.test(character)) return character === 'f' ? 'a' : 'A';
  if (/[g-y]/iu.test(character)) return String.fromCodePoint(character.codePointAt(0)! + 1);
  return character === 'z' ? 'g' : character === 'Z' ? 'G' : 'x';
}

/** The guess alone, and in the place of the secret in a benign request that holds it. */
function wrappings({ benign, secret }: DescribedAttack): ((guess: string) => string)[] {
  const around = benign.filter((request) => request.includes(secret!) && request !== secret);
  return [(guess) => guess, ...around.map((request) => (guess: string) => request.replace(secret!, guess))];
}
