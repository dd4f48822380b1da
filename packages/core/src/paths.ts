import { z } from 'zod';

/** True for a relative POSIX path that stays inside its folder: no drive, no root, no `..`, no empty or `.` segment, no NUL. */
export function isInsidePath(path: string): boolean {
  if (path === '' || path.includes('\0') || path.includes('\\') || /^[a-z]:/iu.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** A relative path as part of a URI: `#`, `?` and all else that means something there is escaped, the slashes stay. */
export function uriPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A path inside a bug set, a task or a run. */
export const insidePathSchema = z
  .string()
  .refine(isInsidePath, { error: 'must be a relative path that stays inside its folder' });
