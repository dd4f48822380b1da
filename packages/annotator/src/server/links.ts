import type { Role } from '../store/people.ts';

/** Path of a personal link. The token rides in the fragment, which no browser sends and no server logs. */
export function linkPath(role: Role, token: string): string {
  return `${role === 'annotator' ? '/' : '/admin'}#${token}`;
}
