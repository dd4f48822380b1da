import { createHmac } from 'node:crypto';
import type { Driver } from '@bebug/oracle/driver';
import { signDelivery, WebhookVerifier } from './webhook-verifier.ts';

interface Subject {
  readonly verifier: WebhookVerifier;
  readonly clock: { now: number };
}

const START = 1_700_000_000;
const BODY = '{"event":"paid"}';

const seal = (secret: string, timestamp: number, delivery = 'd1') =>
  createHmac('sha256', secret)
    .update(`${delivery}.${String(timestamp)}.${BODY}`)
    .digest('hex');

const good = seal('new secret', START);
const header = {
  oneOf: [
    `t=${String(START)},v1=${good}`,
    ` t=${String(START)}, v1=${good}`,
    `t=${String(START)},v1=${seal('old secret', START)}`,
    `t=${String(START)},v1=${seal('no secret', START)}`,
    `t=${String(START)},v1=${'0'.repeat(64)},v1=${good}`,
    `t=${String(START + 300)},v1=${seal('new secret', START + 300)}`,
    `t=${String(START + 1)},v1=${good}`,
    `t=${String(START)},v1=${good.slice(1)}`,
    `t=${String(START)},v1=${good.toUpperCase()}`,
    `t=${String(START)},v0=${good}`,
    `t=${String(START)}`,
    `v1=${good}`,
    `t=now,v1=${good}`,
    '',
  ],
};
const id = { oneOf: ['d1', 'd2', 'd3'] };

export default {
  create: () => ({
    clock: { now: START },
    verifier: new WebhookVerifier({ secrets: ['new secret', 'old secret'], tolerance: 300 }),
  }),
  calls: {
    verify: {
      args: [id, header, { oneOf: [BODY, '{"event":"refunded"}'] }],
      run: ({ verifier, clock }, delivery: string, signatureHeader: string, body: string) =>
        verifier.verify({ id: delivery, signatureHeader, body }, clock.now),
    },
    deliver: {
      args: [id, { oneOf: [-301, -300, 0, 300, 301] }],
      run: ({ verifier, clock }, delivery: string, delay: number) => {
        const timestamp = clock.now - delay;
        const signatureHeader = `t=${String(timestamp)},v1=${seal('new secret', timestamp, delivery)}`;
        return verifier.verify({ id: delivery, signatureHeader, body: BODY }, clock.now);
      },
    },
    advance: {
      args: [{ oneOf: [1, 299, 300, 301, 599, 600, 601] }],
      run: ({ clock }, seconds: number) => {
        clock.now += seconds;
      },
    },
    sign: {
      args: [{ oneOf: [BODY, ''] }, { oneOf: [0, START] }],
      run: (_subject, body: string, timestamp: number) => signDelivery('d1', body, 'new secret', timestamp),
    },
    build: {
      args: [],
      run: () => new WebhookVerifier({ secrets: [], tolerance: 300 }).remembered,
    },
  },
  observe: ({ verifier }) => verifier.remembered,
  attacks: {
    'guess a signature': {
      kit: 'timing',
      cwe: 208,
      send: ({ verifier, clock }, request) =>
        verifier.verify(
          { id: 'd1', signatureHeader: `t=${String(START)},v1=${request}`, body: BODY },
          clock.now,
        ),
      benign: [good, seal('old secret', START), '0'.repeat(64), 'abc'],
      secret: good,
    },
  },
} satisfies Driver<Subject>;
