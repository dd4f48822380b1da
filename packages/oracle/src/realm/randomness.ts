import { secureRandom } from './session.ts';

/** Bytes from the case's own stream. */
export function seededBytes(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  fill(bytes);
  return bytes;
}

function fill(bytes: Uint8Array): void {
  for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(secureRandom() * 256);
}

function fillView<T extends ArrayBufferView>(view: T): T {
  fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return view;
}

/** `offset` and `size` count elements of a typed array, bytes of anything else. */
function fillPart<T extends ArrayBufferView | ArrayBuffer>(target: T, offset = 0, size?: number): T {
  const view = ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    : new Uint8Array(target);
  const width = (target as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1;
  fill(view.subarray(offset * width, size === undefined ? undefined : (offset + size) * width));
  return target;
}

function seededUuid(): string {
  const bytes = seededBytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function seededInt(low: number, high?: number): number {
  const [from, to] = high === undefined ? [0, low] : [low, high];
  return from + Math.floor(secureRandom() * (to - from));
}

type Callback<T> = (error: null, value: T) => void;

/** Stand-ins for everything in `node:crypto` that draws random numbers. Key generation stays out. */
export function seededCrypto(): Record<string, unknown> {
  const answered =
    <T>(draw: (...args: never[]) => T) =>
    (...args: readonly unknown[]): T | undefined => {
      const last = args.at(-1);
      if (typeof last !== 'function') return draw(...(args as never[]));
      const value = draw(...(args.slice(0, -1) as never[]));
      queueMicrotask(() => (last as Callback<T>)(null, value));
      return undefined;
    };
  return {
    randomBytes: answered(seededBytes),
    pseudoRandomBytes: answered(seededBytes),
    randomInt: answered(seededInt),
    randomFill: answered(fillPart),
    randomFillSync: fillPart,
    randomUUID: seededUuid,
    getRandomValues: fillView,
    webcrypto: seededWebCrypto,
    subtle: undefined,
  };
}

export const seededWebCrypto = { getRandomValues: fillView, randomUUID: seededUuid };
