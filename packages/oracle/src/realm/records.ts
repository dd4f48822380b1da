import type { AttackRecord } from '../attack/record.ts';
import { session } from './session.ts';

/** Records beyond this are dropped, and texts cut: an answer must stay small. */
const LIMIT = 1_000;
const TEXT_LIMIT = 4_000;

/** Note something that the subject did to the outside; only while it serves an outsider. */
export function record(kind: AttackRecord['kind'], name: string, value = ''): void {
  if (session.records && session.records.length < LIMIT)
    session.records.push({ kind, name: name.slice(0, TEXT_LIMIT), value: value.slice(0, TEXT_LIMIT) });
}
