import { expect, test } from 'vitest';
import { renewSession, type Session, signSession, verifySession } from './session-verifier.ts';

const session: Session = { user: 'ada', role: 'member', expiresAt: 1000 };
const token = signSession(session, 'secret');
const [payload = '', signature = ''] = token.split('.');

function signed(data: unknown): string {
  return signSession(data as Session, 'secret');
}

test('a token that was signed is good until it expires', () => {
  expect(verifySession(token, 'secret', 999)).toEqual({ ok: true, session });
  expect(verifySession(token, 'secret', 1000)).toEqual({ ok: false, reason: 'expired' });
});

test('the signature is a hexadecimal HMAC', () => {
  expect(signature).toMatch(/^[\da-f]{64}$/u);
  expect(signSession(session, 'other')).not.toBe(token);
});

test.for([
  `${payload}.${'0'.repeat(64)}`,
  `${payload}.`,
  `${payload}.${signature}0`,
  `${payload}.${signature.slice(1)}`,
  signSession({ ...session, role: 'admin' }, 'other'),
  `${token}.${signature}`,
])('%s has a wrong signature', (forged) => {
  expect(verifySession(forged, 'secret', 0)).toEqual({ ok: false, reason: 'signature' });
});

test.for([payload, '', 'x'])('"%s" is malformed', (text) => {
  expect(verifySession(text, 'secret', 0)).toEqual({ ok: false, reason: 'malformed' });
});

test.for([
  [null],
  ['ada'],
  [{ ...session, user: 7 }],
  [{ ...session, user: undefined }],
  [{ ...session, role: 'owner' }],
  [{ ...session, role: undefined }],
  [{ ...session, expiresAt: '9999' }],
  [{ ...session, expiresAt: undefined }],
])('%j is no session, however it is signed', ([data]) => {
  expect(verifySession(signed(data), 'secret', 0)).toEqual({ ok: false, reason: 'malformed' });
});

test('a good token can be renewed, and never for less', () => {
  const renewed = renewSession(token, 'secret', 500, 900) ?? '';
  expect(verifySession(renewed, 'secret', 1399)).toEqual({
    ok: true,
    session: { ...session, expiresAt: 1400 },
  });
  expect(renewSession(token, 'secret', 500, 100)).toBe(token);
  expect(renewSession(token, 'secret', 1000, 900)).toBeNull();
  expect(renewSession(token, 'other', 500, 900)).toBeNull();
});
