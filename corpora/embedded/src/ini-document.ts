export type IniValue = string | number | boolean | readonly string[];

export class IniError extends Error {
  override readonly name = 'IniError';
  /** 1-based. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(`line ${String(line)}: ${message}`);
    this.line = line;
  }
}

/** Sections by name; what stands in front of the first one is under the empty name. */
export type IniDocument = ReadonlyMap<string, ReadonlyMap<string, IniValue>>;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/**
 * Read a configuration in INI form: `[section]`, `key = value`, comments after `;` or `#`. Values are texts (bare, or in double
 * quotes with `\n`, `\t`, `\"` and `\\`), numbers in their shortest form, `true` and `false`; keys with `[]` at their end make lists of texts. A
 * line that ends in a backslash goes on in the next one. Later values replace earlier ones.
 *
 * @throws IniError for a line of another form, a quoted text that is not closed, or a key that is a list and a value
 */
export function parseIni(text: string): IniDocument {
  const document = new Map<string, Map<string, IniValue>>();
  let section = new Map<string, IniValue>();
  document.set('', section);
  for (const { content, line } of logicalLines(text)) {
    const trimmed = content.trim();
    if (trimmed === '' || /^[;#]/u.test(trimmed)) continue;
    const header = /^\[\s*([^\]\s][^\]]*)\](.*)$/su.exec(trimmed);
    if (header !== null) {
      const [, title = '', after = ''] = header;
      if (withoutComment(after) !== '') throw new IniError('text after a section', line);
      const name = title.trim();
      section = document.get(name) ?? new Map<string, IniValue>();
      document.set(name, section);
      continue;
    }
    const equals = trimmed.indexOf('=');
    if (equals < 1) throw new IniError('neither a section nor a value', line);
    assign(section, trimmed.slice(0, equals).trim(), trimmed.slice(equals + 1).trim(), line);
  }
  return document;
}

/** Write a document that was read, so that it reads the same. */
export function formatIni(document: IniDocument): string {
  const blocks: string[] = [];
  for (const [name, section] of document) {
    const lines = [...section].flatMap(([key, value]) =>
      typeof value === 'object'
        ? value.map((item) => `${key}[] = ${quote(item)}`)
        : [`${key} = ${typeof value === 'string' ? quote(value) : String(value)}`],
    );
    if (name !== '') lines.unshift(`[${name}]`);
    if (lines.length > 0) blocks.push(lines.map((line) => `${line}\n`).join(''));
  }
  return blocks.join('\n');
}

function logicalLines(text: string): { content: string; line: number }[] {
  const lines: { content: string; line: number }[] = [];
  let started: { content: string; line: number } | null = null;
  for (const [index, physical] of text.split(/\r?\n/u).entries()) {
    const current: { content: string; line: number } = started ?? { content: '', line: index + 1 };
    const goesOn = physical.endsWith('\\');
    current.content += goesOn ? physical.slice(0, -1) : physical;
    started = goesOn ? current : null;
    if (!goesOn) lines.push(current);
  }
  return started === null ? lines : [...lines, started];
}

function assign(section: Map<string, IniValue>, key: string, raw: string, line: number): void {
  const isItem = key.endsWith('[]');
  const name = isItem ? key.slice(0, -2).trim() : key;
  const known = section.get(name);
  if (known !== undefined && Array.isArray(known) !== isItem) {
    throw new IniError(`${name} is a list and a value`, line);
  }
  if (!isItem) section.set(name, parseValue(raw, line));
  else section.set(name, [...((known as readonly string[] | undefined) ?? []), parseText(raw, line)]);
}

function parseValue(raw: string, line: number): IniValue {
  const text = parseText(raw, line);
  if (raw.startsWith('"')) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}

function parseText(raw: string, line: number): string {
  if (!raw.startsWith('"')) return withoutComment(raw);
  let text = '';
  for (let index = 1; index < raw.length; index++) {
    const char = raw.charAt(index);
    if (char === '"') {
      if (withoutComment(raw.slice(index + 1)) !== '') throw new IniError('text after a quoted one', line);
      return text;
    }
    if (char === '\\') {
      index += 1;
      const escaped = ESCAPES.get(raw.charAt(index));
      if (escaped === undefined) throw new IniError(`unknown escape: \\${raw.charAt(index)}`, line);
      text += escaped;
    } else {
      text += char;
    }
  }
  throw new IniError('a quoted text is not closed', line);
}

/** A bare text up to a comment, which starts the text or follows a space. */
function withoutComment(text: string): string {
  return text.replace(/(?:^|\s)[;#].*$/su, '').trim();
}

function quote(text: string): string {
  const escaped = text.replaceAll(/["\\]/gu, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
