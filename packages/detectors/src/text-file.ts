import { readFile } from 'node:fs/promises';
import { BebugError } from '@bebug/core';

/**
 * The bytes of a file.
 * @throws BebugError `file-missing` when nothing is there, `file-format` when it is a folder
 */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new BebugError('file-missing', `${path} does not exist.`, { cause: error });
    }
    if (code === 'EISDIR')
      throw new BebugError('file-format', `${path} is a folder, not a file.`, { cause: error });
    throw error;
  }
}

/** One for all: findings are decoded line by line, and making a decoder takes longer than a line. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as UTF-8 text, byte-order mark kept: offsets count it.
 * @throws BebugError `file-format` when they are not UTF-8
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    throw new BebugError('file-format', `${path} is not UTF-8 text.`, { cause: error });
  }
}
