import type { TaggedValue } from '@bebug/core';
import { accessorOf, isMethod, PAUSE, type Case, type Step } from '../sandbox/case.ts';
import { isTagged, tagOf } from './fits.ts';

type Tagged = Readonly<Record<string, TaggedValue>>;
type List = readonly TaggedValue[];

/** A case as code that a person can read and paste. */
export function printCase(given: Case): string {
  const calls = given.calls.map(([, args]) => args);
  const lists = 'args' in given ? [given.args, ...calls] : calls;
  return [...printShared(lists), printUse(given), ...printMeans(lists)].join('\n');
}

/** Functions that the printed arguments use; they may stand behind them. */
export function printMeans(lists: readonly List[]): string[] {
  return /\],"later",\[/u.test(JSON.stringify(lists)) ? CALL_LATER : [];
}

/** What `realm/later.ts` does. */
const CALL_LATER = [
  'function callLater(given, args, ...more) {',
  '  const own = functionsIn([args, more]);',
  '  const call = async (one, list) => (one.length > list.length ? undefined : one(...list));',
  '  setTimeout(async () => {',
  '    for (const first of functionsIn(given)) {',
  '      const made = await call(first, args).catch(() => undefined);',
  '      for (const list of more)',
  '        for (const one of functionsIn([made, args]))',
  '          if (!own.includes(one)) await call(one, list).catch(() => undefined);',
  '    }',
  '  });',
  '}',
  'function functionsIn(value, depth = 5) {',
  '  if (typeof value === "function") return [value];',
  '  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value ?? 0));',
  '  return depth > 0 && isPlain ? Object.values(value).flatMap((one) => functionsIn(one, depth - 1)) : [];',
  '}',
];

/** Arguments that are one and the same in several places have a name: a line for each. */
export function printShared(lists: readonly List[]): string[] {
  const values = new Map<number, TaggedValue>();
  for (const value of lists.flat()) {
    if (!isTagged(value, '$same')) continue;
    const { id, value: own } = (value as unknown as { $same: { id: number; value: TaggedValue } }).$same;
    if (!values.has(id)) values.set(id, own);
  }
  return [...values].map(([id, value]) => `const same${id} = ${printValue(value)};`);
}

function printUse(given: Case): string {
  if (given.kind === 'sequence') {
    return given.calls.map((step, index) => `const r${index} = await ${printStep(step)}`).join(';\n');
  }
  if (given.kind === 'driver') {
    return given.calls.length === 0
      ? 'driver.observe(subject)'
      : given.calls
          .map(
            ([name, args]) => `driver.calls.${name}.run(${['subject', ...args.map(printValue)].join(', ')})`,
          )
          .join(';\n');
  }
  const args = given.args.map(printValue).join(', ');
  const name = exportName(given.name);
  const call = given.kind === 'class' ? `new ${name}(${args})` : `${name}(${args})`;
  const note = given.internal ? [`// ${name} is not exported: the sandbox hands it out`] : [];
  if (given.calls.length === 0) return [...note, call].join('\n');
  const lines = given.calls.map(([member, values]) =>
    member === PAUSE ? `await ${printPause(values)}` : printMember('result', member, values.map(printValue)),
  );
  return [...note, [`const result = ${call}`, ...lines].join(';\n')].join('\n');
}

/** A call of a sequence as an expression. */
export function printStep([how, args]: Step): string {
  if (how === PAUSE) return printPause(args);
  const list = args.map(printValue);
  if (isMethod(how)) {
    const [receiver, ...own] = list;
    const use = printMember(receiver!, how === '()' ? null : how.slice(1), own);
    return accessorOf(how) === null ? use : `(${use})`;
  }
  const [, isNew, name] = /^(new )?(.*)$/su.exec(how)!;
  return `${isNew ?? ''}${exportName(name!)}(${list.join(', ')})`;
}

function printPause([milliseconds]: List): string {
  return `new Promise((done) => setTimeout(done, ${printValue(milliseconds!)}))`;
}

function exportName(name: string): string {
  return name === 'module.exports' ? 'subject' : name === 'default' ? 'subject.default' : name;
}

/** A tagged value as an expression. */
export function printValue(value: TaggedValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as List).map(printValue).join(', ')}]`;
  const object = value as Tagged;
  const tag = tagOf(object);
  if (tag !== null) return printTagged(tag, object[tag]!);
  return printObject(Object.entries(object));
}

function printTagged(tag: string, body: TaggedValue): string {
  const fields = body as Tagged;
  switch (tag) {
    case '$undefined':
      return 'undefined';
    case '$number':
      return body as string;
    case '$bigint':
      return `${body as string}n`;
    case '$symbol':
      return `Symbol.for(${JSON.stringify(body)})`;
    case '$date':
      return `new Date(${body === null ? 'NaN' : JSON.stringify(body)})`;
    case '$map':
      return `new Map([${(body as readonly List[]).map((pair) => `[${pair.map(printValue).join(', ')}]`).join(', ')}])`;
    case '$set':
      return `new Set(${printValue(body)})`;
    case '$bytes':
      return printBytes(fields['class'] as string, fields['base64'] as string);
    case '$regexp':
      return `/${fields['source'] as string}/${fields['flags'] as string}`;
    case '$url':
      return `new URL(${JSON.stringify(body)})`;
    case '$error':
      return `new Error(${JSON.stringify(body)})`;
    case '$signal':
      if (typeof body === 'number') return `AbortSignal.timeout(${body})`;
      return body === 'aborted' ? 'AbortSignal.abort()' : 'new AbortController().signal';
    case '$port':
      return 'new MessageChannel().port1';
    case '$promise':
      return `Promise.resolve(${printValue(body)})`;
    case '$rejection':
      return `Promise.reject(new Error(${JSON.stringify(body)}))`;
    case '$result':
      return `r${body as number}`;
    case '$same':
      return `same${fields['id'] as number}`;
    case '$asyncIterable':
      return `(async function* () { yield* ${printValue(body)}; })()`;
    case '$new':
      return `new ${fields['class'] as string}(${(fields['args'] as List).map(printValue).join(', ')})`;
    case '$function':
      return printFunction(fields);
    case '$object':
      return printObject((body as readonly List[]).map(([key, item]) => [key as string, item!]));
    default:
      return JSON.stringify({ [tag]: body });
  }
}

function printFunction(body: Tagged): string {
  const { acts, ...plain } = body;
  if (acts === undefined) return printAnswer(plain);
  const lines = (acts as readonly List[]).map(printAct);
  const results = (plain['results'] ?? []) as List;
  const isSilent = results.length === 1 && JSON.stringify(results[0]) === '{"$undefined":true}';
  if (!isSilent) lines.push(`return (${printAnswer(plain)})(...args)`);
  return `(...args) => { ${lines.join('; ')}; }`;
}

/** As the sandbox does it: what is no object is left alone. */
function printAct([index, path, how, ...given]: List): string {
  const part = (keys: TaggedValue): string =>
    (keys as readonly string[]).reduce(
      (text, key) => `${text}?.[${JSON.stringify(key)}]`,
      `args[${index as number}]`,
    );
  const at = part(path!);
  if (how === 'later') {
    const [args, more] = given as [TaggedValue, List];
    const keys = path as readonly string[];
    // A method is called on what it belongs to.
    const called = keys.length === 0 ? at : `${at}?.bind?.(${part(keys.slice(0, -1))}) ?? ${at}`;
    return `callLater(${[called, ...[args, ...more].map(printValue)].join(', ')})`;
  }
  if (how === 'invoke') return `${at}?.(${given.map(printValue).join(', ')})`;
  const [name, ...args] = given;
  if (how === 'each')
    return `for (const one of Object(${at}).values?.() ?? []) ${access('Object(one)', name as string)} = ${printValue(args[0]!)}`;
  const member = access(`Object(${at})`, name as string);
  if (how === 'move') return `${member} = ${part(args[0]!)}`;
  if (how === 'set') return `${member} = ${printValue(args[0]!)}`;
  if (how === 'delete') return `delete ${member}`;
  const call = `${member}?.(${args.map(printValue).join(', ')})`;
  return how === 'append' ? `((made, list) => list.push?.(made))(${call}, Object(${at}))` : call;
}

function printAnswer(body: Tagged): string {
  if (body['order'] !== undefined) {
    const [x, y] = body['order'] === 1 ? ['x', 'y'] : ['y', 'x'];
    return relation(`${x} < ${y} ? -1 : Number(${x} > ${y})`);
  }
  if (body['equality'] === true) return relation('!(x < y) && !(x > y)');
  if (body['argument'] !== undefined) return `(...args) => args[${body['argument'] as number}]`;
  const results = (body['results'] ?? []) as List;
  const [first] = results;
  if (results.length > 1) {
    const index = `[...JSON.stringify(args)].reduce((h, c) => (h * 31 + c.codePointAt(0)) % 997, 7) % ${results.length}`;
    // A rejection that was not chosen is not made: nobody would handle it.
    if (results.some((result) => isTagged(result, '$rejection')))
      return `(...args) => [${results.map((result) => `() => (${printValue(result)})`).join(', ')}][${index}]()`;
    return `(...args) => [${results.map(printValue).join(', ')}][${index}]`;
  }
  if (typeof first === 'object' && first !== null && '$throw' in first)
    return `() => { throw new Error(${JSON.stringify((first as Tagged)['$throw'])}); }`;
  const printed = printValue(first ?? null);
  return `() => ${printed.startsWith('{') ? `(${printed})` : printed}`;
}

/** A function that compares its first two arguments, objects by their JSON, as `x` and `y`. */
function relation(answer: string): string {
  return `(...args) => { const [x, y] = args.map((one) => (typeof one === "object" ? JSON.stringify(one) : one)); return ${answer}; }`;
}

function printBytes(name: string, base64: string): string {
  const width =
    /^(?:Big(?:Int|Uint)|Float|Int|Uint)(?<bits>16|32|64)Array$/u.exec(name)?.groups!['bits'] ?? '8';
  const all = [...Buffer.from(base64, 'base64')];
  const bytes = all.slice(0, all.length - (all.length % (Number(width) / 8)));
  if (name === 'Buffer') return `Buffer.from([${bytes.join(', ')}])`;
  const buffer = `new Uint8Array([${bytes.join(', ')}])`;
  return name === 'Uint8Array'
    ? buffer
    : name === 'ArrayBuffer'
      ? `${buffer}.buffer`
      : `new ${name}(${buffer}.buffer)`;
}

/** `__proto__: x` would set the prototype: a computed key makes a property, as the case has it. */
function printObject(entries: readonly (readonly [string, TaggedValue])[]): string {
  if (entries.length === 0) return '{}';
  const key = (name: string): string =>
    name === '__proto__' ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/u.test(name) ? name : JSON.stringify(name);
  return `{ ${entries.map(([name, item]) => `${key(name)}: ${printValue(item)}`).join(', ')} }`;
}

/** A use of a member: a method's call, what sets an accessor, or (`null`) a call of the object itself. */
export function printMember(object: string, member: string | null, args: readonly string[]): string {
  const accessor = accessorOf(member);
  if (accessor !== null) return `${access(object, accessor)} = ${args.join(', ')}`;
  return `${member === null ? object : access(object, member)}(${args.join(', ')})`;
}

function access(object: string, member: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(member) ? `${object}.${member}` : `${object}[${JSON.stringify(member)}]`;
}
