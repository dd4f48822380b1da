import type { AttackWitness } from '@bebug/core/truth';
import type { Project, Proof } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KITS } from '../src/attack/kits.ts';
import { createOracle, type Oracle } from '../src/index.ts';
import { PAIRS } from './attack-pairs.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

/** The catalogue's security family, `security` in the operator catalogue. */
const SECURITY =
  'sql-concatenation command-injection code-injection path-traversal zip-slip xss-escape-drop template-unescaped open-redirect ssrf-allow-list-weaken prototype-pollution mass-assignment insecure-deserialization timing-unsafe-compare hardcoded-secret weak-random weak-hash iv-reuse signature-not-checked algorithm-confusion token-expiry-drop authorization-check-drop ownership-check-drop role-check-invert csrf-check-drop cors-wildcard cookie-flag-drop tls-verify-off rate-limit-drop regex-catastrophic log-secret error-detail-leak credential-leak-on-redirect header-injection null-byte integer-bound-drop xxe-entity symlink-follow temp-file-predictable input-length-drop'.split(
    ' ',
  );

let project: Project;
let oracle: Oracle;
beforeAll(async () => {
  project = await smallProject(
    Object.fromEntries(
      PAIRS.flatMap(({ id, clean, driver }) => [
        [`${id}.ts`, clean],
        [`${id}.driver.ts`, `import * as subject from './${id}.ts';\n${driver}`],
      ]),
    ),
  );
  oracle = await createOracle({ workers: 2, seed: 7 });
});
afterAll(() => oracle.close());

const prove = (id: string, [from, to]: readonly [string, string]): Promise<Proof> =>
  oracle.prove(mutantOf(project, `${id}.ts`, from, to));

describe('the kits cover', () => {
  test('every mistake of the security family, each by one kit', () => {
    const covered = Object.values(KITS).flatMap(({ covers }) => covers);
    expect([...covered].sort()).toEqual([...SECURITY].sort());
  });

  test('and a pair shows it of each', () => {
    expect(PAIRS.map(({ id }) => id).sort()).toEqual([...SECURITY].sort());
  });
});

test.for(PAIRS)('an attack proves $id, and holds when it is run again', async ({ id, mistake }) => {
  const proof = await prove(id, mistake);
  if (proof.status !== 'proved') throw new Error(`${proof.reason}: ${proof.detail}`);
  expect(proof.witness.kind).toBe('attack');
  const witness = proof.witness as AttackWitness;
  const mutant = mutantOf(project, `${id}.ts`, ...mistake);
  expect(await oracle.replay(await replayOf(mutant, witness))).toEqual({ holds: true, why: '' });
  expect(await oracle.replay(await replayOf(mutant, { ...witness, effect: 'none' }))).toMatchObject({
    holds: false,
  });
});

test.for(PAIRS)('no attack proves anything of a benign change: $id', async ({ id, benign }) => {
  const proof = await prove(id, benign);
  expect(proof).toMatchObject({
    status: 'unproved',
    reason: 'no witness',
    detail: 'no attack has an effect on the mutant alone',
    evidence: { attack: { exposed: false } },
  });
  expect(proof.evidence.attack!.attempts).toBeGreaterThan(0);
});
