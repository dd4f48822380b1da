import { readFile } from 'node:fs/promises';
import { BebugError, insidePathSchema, parseJson } from '@bebug/core';
import { z } from 'zod';

const pinsSchema = z.strictObject({
  packages: z.array(
    z.strictObject({
      name: z.string(),
      version: z.string(),
      /** Subresource integrity of the packed tarball. */
      integrity: z.string().startsWith('sha512-'),
      licence: z.string(),
      /** Where the readable sources are, inside the package. */
      paths: z.array(insidePathSchema).min(1),
    }),
  ),
});

type Pin = z.infer<typeof pinsSchema>['packages'][number];

/** `NAME@VERSION` → what that package must be. */
export type Pins = ReadonlyMap<string, Pin>;

/** @throws BebugError `file-missing`, `file-format` */
export async function readPins(path: string | undefined): Promise<Pins> {
  if (path === undefined) return new Map();
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BebugError('file-missing', `${path} cannot be read.`, { cause: error });
  });
  return new Map(
    parseJson(pinsSchema, text, path).packages.map((pin) => [`${pin.name}@${pin.version}`, pin]),
  );
}
