import { posix } from 'node:path';

export type ReadFile = (path: string) => Promise<string | undefined>;

export interface StaticResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css'],
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain'],
]);

/** Answers requests with the files under a root folder. */
export class StaticResolver {
  /** Ends with a slash. */
  readonly #root: string;
  readonly #readFile: ReadFile;

  /** @param readFile gives `undefined` for a file that does not exist */
  constructor(root: string, readFile: ReadFile) {
    if (!posix.isAbsolute(root)) throw new TypeError(`the root must be an absolute path: ${root}`);
    this.#root = posix.join(root, '/');
    this.#readFile = readFile;
  }

  /** The response to a request target, the part of a URL from the path on. A folder is answered with its `index.html`. */
  async respond(target: string): Promise<StaticResponse> {
    const path = decodePath(target);
    if (path === null) return plain(400, 'Bad request');
    const file = this.#locate(path);
    if (file === null) return plain(403, 'Forbidden');
    const body = await this.#readFile(file);
    if (body === undefined) return plain(404, 'Not found');
    const type = TYPES.get(posix.extname(file).toLowerCase()) ?? 'application/octet-stream';
    return { status: 200, type, body };
  }

  #locate(path: string): string | null {
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const file = posix.join(this.#root, name);
    if (!file.startsWith(this.#root)) return null;
    const isHidden = file
      .slice(this.#root.length)
      .split('/')
      .some((segment) => segment.startsWith('.'));
    return isHidden ? null : file;
  }
}

/** The decoded path of a request target without query and fragment, or `null` when it cannot be decoded. */
export function decodePath(target: string): string | null {
  const end = target.search(/[?#]/u);
  const encoded = end === -1 ? target : target.slice(0, end);
  try {
    const path = decodeURIComponent(encoded);
    return path.startsWith('/') && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
}

function plain(status: number, body: string): StaticResponse {
  return { status, type: 'text/plain', body };
}
