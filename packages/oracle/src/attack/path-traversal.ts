import type { AttackKit } from './kit.ts';
import { markerEffect } from './marker-effect.ts';

/** Where a driver may hide the marker: beside the root, above it, and in a sibling whose name starts like the root's. */
const PLACES = [
  'secret.txt',
  'secret',
  'private/secret.txt',
  'plan.txt',
  'secrets/secret.txt',
  'etc/passwd',
  'etc/secret',
  'passwd',
  '.env',
  'config.json',
];
const SIBLINGS = ['.txt', '-private', '-secret', '-backup', '2', 'secret', '-old'];
const ROOTS = [
  'public',
  'site',
  'files',
  'uploads',
  'static',
  'root',
  'data',
  'www',
  'srv',
  'srv/files',
  'srv/public',
  'srv/data',
  'var/www',
  'app/public',
  'data/uploads',
];
const UPS = ['../', '../../', '../../../', '../../../../../../'];

/**
 * Paths outside a root (CWE-22): climbing, absolute, encoded, doubled, by prefix, with a null byte.
 * A driver hides the marker in `secret.txt` above its root (or in another of `PLACES`), which these requests aim at.
 */
export const pathTraversal: AttackKit = {
  covers: ['path-traversal'],
  effect: markerEffect,
  attempts({ benign }) {
    const folders = benign.map((path) => path.replace(/[^/]*$/u, '')).filter((folder) => folder !== '');
    const climbing = UPS.flatMap((up) => PLACES.map((place) => up + place));
    const siblings = ROOTS.flatMap((root) =>
      SIBLINGS.flatMap((ending) =>
        ['', '/secret.txt', '/plan.txt', '/secret'].map(
          (place) => `../${root.split('/').at(-1)!}${ending}${place}`,
        ),
      ),
    );
    const plain = [
      ...UPS.map((up) => up.slice(0, -1)),
      '.',
      ...climbing,
      ...PLACES.map((place) => `/${place}`),
      ...ROOTS.flatMap((root) =>
        PLACES.slice(0, 2).flatMap((place) => [
          `/${root.split('/').slice(0, -1).join('/')}/${place}`.replace('//', '/'),
          `/${root}-private/${place}`,
        ]),
      ),
      ...siblings,
    ];
    const disguised = climbing.flatMap((path) => [
      path.replaceAll('../', '..%2f'),
      path.replaceAll('../', '%2e%2e/'),
      path.replaceAll('../', '%2e%2e%2f'),
      path.replaceAll('../', '%252e%252e%252f'),
      path.replaceAll('../', '....//'),
      path.replaceAll('/', '\\'),
      `./${path}`,
      `/${path}`,
      `${path}\0.txt`,
    ]);
    const through = [...new Set(folders)].flatMap((folder) => climbing.map((path) => folder + path));
    return [...new Set([...plain, ...disguised, ...through])].map((request) => ({ requests: [request] }));
  },
};
