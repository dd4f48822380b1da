import type { Deed } from './acts.ts';

/** Whether a deed says anew what the other said: of the same finding, choice, solution or note. */
export function supersedes(deed: Deed, other: Deed): boolean {
  if (deed.kind === 'edit') return other.kind === 'edit' && other.finding === deed.finding;
  if (deed.kind === 'judge') return other.kind === 'judge' && other.candidate === deed.candidate;
  return (deed.kind === 'choose' || deed.kind === 'note') && other.kind === deed.kind;
}
