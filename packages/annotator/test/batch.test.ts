import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextBatch } from '../client/annotator/batch.ts';
import { batchSchema, type Act } from '../src/acts.ts';
import { BODY_BYTES } from '../src/server/server.ts';
import { LONGEST } from '../src/vocabulary.ts';
import { actsFor, draft } from './acts.ts';

const PLACE = { file: 'a.ts', startLine: 1, endLine: 1 };

/** An act that says so many characters of three bytes each. */
const edit = (length: number): Act['deed'] => ({
  kind: 'edit',
  finding: randomUUID(),
  draft: draft(PLACE, { explanation: '語'.repeat(LONGEST.explanation), fix: '語'.repeat(length) }),
});

test('a log goes out whole and in its order, in requests that the server takes', () => {
  const lengths = fc.array(fc.constantFrom(0, 1000, LONGEST.fix), { minLength: 1, maxLength: 450 });
  fc.assert(
    fc.property(lengths, (log) => {
      const acts = actsFor('0'.repeat(32), log.map(edit));
      let left: readonly Act[] = acts;
      const sent: Act[] = [];
      while (left.length > 0) {
        const body = { client: randomUUID(), acts: nextBatch(left) };
        expect(batchSchema.safeParse(body).success).toBe(true);
        expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(BODY_BYTES);
        sent.push(...body.acts);
        left = left.slice(body.acts.length);
      }
      expect(sent).toEqual(acts);
    }),
    { numRuns: 10 },
  );
});
