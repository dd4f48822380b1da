import { createReadStream } from 'node:fs';
import { BebugError } from '@bebug/core';
import { decodeText } from '../text-file.ts';

/** A report of a million findings is about this large; a string cannot be much longer. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The text of a foreign report: UTF-8, or UTF-16 as PowerShell writes what it redirects, without its byte-order mark.
 * @throws BebugError `file-missing`; `file-format` for a folder, a file that is too large, or one that is no text
 */
export async function readReport(path: string, mostBytes = MOST_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes)
        throw new BebugError('file-format', `${path} is larger than ${mostBytes / 1024 / 1024} MiB.`);
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new BebugError('file-missing', `${path} does not exist.`, { cause: error });
    if (code === 'EISDIR')
      throw new BebugError('file-format', `${path} is a folder, not a file.`, { cause: error });
    if (code === 'EACCES') throw new BebugError('file-missing', `${path} may not be read.`, { cause: error });
    throw error;
  }
  const bytes = Buffer.concat(chunks);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return decodeText(bytes, path).replace(/^\uFEFF/u, '');
}
