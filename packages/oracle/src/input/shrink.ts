import type { TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { CLEAN_FUEL, provenContrast, searchFuel } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import type { Side } from '../sandbox/side.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';

/** In JSON: an empty list, or a text of blanks. */
const EMPTY = /[[,:](?:"(?:\s|\\[nrt])*"|\[\])/u;
/** Of a list in a text: nothing between two of its marks, or beside one. */
const MISSING_PART = /^\s*[,;]|[,;]\s*$|[,;]\s*[,;]/u;
const ROUND = 12;
const ATTEMPTS = 240;
/** Characters of JSON: below this there is nothing to read more easily. */
const SMALL = 30;
/** Steps of both sides together: heavy cases are read as they are rather than run a hundred times. */
const STEPS = 4_000_000;

/** What a smaller case must keep. */
interface Kept {
  readonly clean: string;
  readonly mutated: string;
  /** At least as plain a difference, and one at all. */
  readonly contrast: number;
  /** Its texts are some of the first case's: a part of one may be nothing that anybody would give. */
  readonly texts: boolean;
}

/**
 * An empty or blank text, or an empty list, among what is given, one text twice in a list (two people of one name), rows of unlike lengths, or a
 * list in a text with a part that is missing: whether that is sensible is open to argument where another input would do. What callbacks answer
 * is not looked at: to have nothing is a usual answer.
 */
export function isArguable(given: Case): boolean {
  const args: readonly TaggedValue[] = 'args' in given ? given.args : [];
  const later = given.calls.flatMap(([, ofCall]): readonly TaggedValue[] => ofCall);
  const all = [...args, ...later];
  return EMPTY.test(JSON.stringify(all, withoutAnswers)) || all.some(isOdd);
}

function withoutAnswers(key: string, value: unknown): unknown {
  return key === '$function' ? null : value;
}

/** All texts among what is given. */
export function textsIn(given: Case): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(given);
  return found;
}

/** Some list in it holds one text twice, or rows of unlike lengths, or a text in it is a list with a part that is missing. */
function isOdd(value: TaggedValue): boolean {
  if (typeof value === 'string') return /[^\s,;]/u.test(value) && MISSING_PART.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if ('$function' in value) return false;
  const parts: readonly TaggedValue[] = Object.values(value);
  const items = Array.isArray(value) ? parts : [];
  const texts = items.filter((part) => typeof part === 'string');
  const lengths = items.flatMap((part) => (Array.isArray(part) ? [part.length] : []));
  return new Set(texts).size < texts.length || new Set(lengths).size > 1 || parts.some(isOdd);
}

/**
 * A smaller case on which both sides still end as they did, and differently: first as its generator shrinks it, then call by call. None that is
 * arguable is taken for one that is not.
 */
export async function shrink(
  source: SourceOfCases,
  generation: Generation,
  start: fc.Value<Case>,
  kept: Kept,
  clean: Side,
  mutated: Side,
): Promise<Case> {
  const sides = { clean, mutated };
  const drawn = await smallest(start, (one) => source.shrink(generation, one), kept, sides);
  if (source.evolution === null || generation === 'evolved') return drawn.value;
  const bred = new fc.Value(drawn.value, undefined);
  return (await smallest(bred, (one) => source.shrink('evolved', one), kept, sides)).value;
}

async function smallest(
  start: fc.Value<Case>,
  smaller: (one: fc.Value<Case>) => Iterable<fc.Value<Case>>,
  kept: Kept,
  { clean, mutated }: { readonly clean: Side; readonly mutated: Side },
): Promise<fc.Value<Case>> {
  let best = start;
  const mayBeArguable = isArguable(start.value);
  const texts = kept.texts ? textsIn(start.value) : null;
  const isAllowed = (one: Case): boolean =>
    (mayBeArguable || !isArguable(one)) &&
    (texts === null || [...textsIn(one)].every((text) => texts.has(text)));
  const tried = new Set([JSON.stringify(start.value)]);
  let left = STEPS;
  for (let attempts = 0; attempts < ATTEMPTS && left > 0 && JSON.stringify(best.value).length > SMALL;) {
    const next = await firstFailing(
      candidates(smaller(best), tried, isAllowed, ATTEMPTS - attempts),
      kept,
      clean,
      mutated,
      (count, steps) => {
        attempts += count;
        left -= steps;
        return left > 0;
      },
    );
    if (!next) break;
    best = next;
  }
  return best;
}

function* candidates(
  all: Iterable<fc.Value<Case>>,
  tried: Set<string>,
  isAllowed: (one: Case) => boolean,
  limit: number,
): Generator<fc.Value<Case>> {
  let count = 0;
  for (const value of all) {
    const text = JSON.stringify(value.value);
    if (tried.has(text)) continue;
    tried.add(text);
    if (!isAllowed(value.value)) continue;
    yield value;
    if (++count >= limit) return;
  }
}

async function firstFailing(
  stream: Generator<fc.Value<Case>>,
  kept: Kept,
  clean: Side,
  mutated: Side,
  spend: (count: number, steps: number) => boolean,
): Promise<fc.Value<Case> | null> {
  for (;;) {
    const round: fc.Value<Case>[] = [];
    while (round.length < ROUND) {
      const next = stream.next();
      if (next.done) break;
      round.push(next.value);
    }
    if (round.length === 0) return null;
    const cases = round.map(({ value }) => value);
    const before = await clean.run(
      cases,
      cases.map(() => CLEAN_FUEL),
    );
    const fuel = before.map(searchFuel);
    const after = await mutated.run(cases, fuel);
    const goesOn = spend(
      round.length,
      [...before, ...after].reduce((sum, result) => sum + ('steps' in result ? result.steps : 0), 0),
    );
    const found = round.findIndex((_, index) => {
      const [left, right] = [before[index]!, after[index]!];
      return (
        left.ending === kept.clean &&
        right.ending === kept.mutated &&
        provenContrast(left, right, fuel[index]!) >= kept.contrast
      );
    });
    if (found >= 0) return round[found]!;
    if (!goesOn) return null;
  }
}
