import { posix } from 'node:path';
import { oneByOne, type AttackKit } from './kit.ts';
import { pathTraversal } from './path-traversal.ts';
import { recordsOf } from './seen.ts';

const NAMES = ['bebug.txt', 'a.txt', '.bashrc', 'etc/passwd', 'secret.txt'];
const ENDINGS = ['\0.txt', '\0.png', '\0.jpg', '\0.json', '%00.txt', '%00.png'];

/**
 * A file read or written outside the folders of `allowed`: an archive's entry that climbs out (CWE-22), a link that leads out
 * (CWE-59; the driver lays it and names it in `requests`), a name that a NUL ends early (CWE-158). With an `allowed` that starts with
 * a dot, a file of another ending. The driver uses `world.files`.
 */
export const outsideFolder: AttackKit = {
  covers: ['zip-slip', 'symlink-follow', 'null-byte'],
  attempts(attack) {
    const ended = [...NAMES, ...attack.benign].flatMap((name) => ENDINGS.map((ending) => name + ending));
    const entries = ['../', '../../', 'a/../../', './../', '..\\', '/'].flatMap((up) =>
      NAMES.map((name) => up + name),
    );
    return oneByOne([
      ...attack.requests,
      ...entries,
      ...ended,
      ...pathTraversal.attempts(attack).flatMap(({ requests }) => requests),
    ]);
  },
  effect(answers, { allowed }) {
    const folders = allowed.filter((place) => place.startsWith('/'));
    const endings = allowed.filter((place) => place.startsWith('.'));
    for (const { kind, name } of recordsOf(answers, 'read', 'write')) {
      const inside =
        (folders.length === 0 ||
          folders.some((folder) => name === folder || name.startsWith(`${folder}/`))) &&
        (endings.length === 0 || endings.includes(posix.extname(name)));
      if (!inside) return `${name} was ${kind === 'read' ? 'read' : 'written'}`;
    }
    return null;
  },
};
