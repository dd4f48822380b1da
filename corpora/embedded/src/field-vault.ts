import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface VaultKeys {
  /** Keys of 32 bytes by their version. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** The version that new values are sealed with. */
  readonly current: number;
}

export class VaultError extends Error {
  override readonly name = 'VaultError';
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals values of a record, so that a stolen copy of the database does not show them. A sealed value is bound to its field. */
export class FieldVault {
  readonly #keys: VaultKeys;

  /** @throws RangeError when the current key is missing, or a key has not 32 bytes */
  constructor(keys: VaultKeys) {
    if (!keys.keys.has(keys.current))
      throw new RangeError(`there is no key of version ${String(keys.current)}`);
    for (const [version, key] of keys.keys) {
      if (key.length !== KEY_BYTES)
        throw new RangeError(`key ${String(version)} has not ${String(KEY_BYTES)} bytes`);
    }
    this.#keys = { ...keys, keys: new Map(keys.keys) };
  }

  /** @param field what the value belongs to, such as `users/17/phone` */
  seal(field: string, value: string): string {
    const version = this.#keys.current;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keys.keys.get(version) as Uint8Array, iv, {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(Buffer.from(contextOf(field, version)));
    const sealed = Buffer.concat([iv, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v${String(version)}.${sealed.toString('base64url')}`;
  }

  /** @throws VaultError when the value was not sealed for this field, was changed, or its key is gone */
  open(field: string, sealed: string): string {
    const { version, bytes } = parse(sealed);
    const key = this.#keys.keys.get(version);
    if (key === undefined) throw new VaultError(`there is no key of version ${String(version)}`);
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new VaultError('too short for a sealed value');
    const end = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(contextOf(field, version)));
    decipher.setAuthTag(bytes.subarray(end));
    try {
      return decipher.update(bytes.subarray(IV_BYTES, end), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new VaultError(`not a value of ${field}`, { cause: error });
    }
  }

  /** True for values that should be sealed anew, because their key is not the current one. */
  isOutdated(sealed: string): boolean {
    return parse(sealed).version !== this.#keys.current;
  }

  /** Seal those fields of a record anew that need it; the others stay as they are. */
  refresh(prefix: string, record: Readonly<Record<string, string>>): Record<string, string> {
    const entries = Object.entries(record).map(([name, sealed]) => {
      const field = `${prefix}/${name}`;
      return [name, this.isOutdated(sealed) ? this.seal(field, this.open(field, sealed)) : sealed];
    });
    return Object.fromEntries(entries) as Record<string, string>;
  }
}

function contextOf(field: string, version: number): string {
  return `${String(version)}:${field}`;
}

function parse(sealed: string): { readonly version: number; readonly bytes: Buffer } {
  const match = /^v(\d{1,6})\.([\w-]+)$/u.exec(sealed);
  if (match === null) throw new VaultError('not a sealed value');
  const [, version, data = ''] = match;
  return { version: Number(version), bytes: Buffer.from(data, 'base64url') };
}
