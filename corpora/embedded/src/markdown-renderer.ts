export interface RenderOptions {
  /** Added to the level of every heading, so that a text fits into a page. */
  readonly headingOffset?: number;
  /** Prefix of the ids that headings get. */
  readonly idPrefix?: string;
}

const MAX_HEADING = 6;
const HEADING = /^(#{1,6})\s+(\S.*)$/su;
const MARKS = /\[([^[\]]+)\]\(([^()\s]+)\)|\*\*([^\s*](?:[^*]*[^\s*])?)\*\*|\*([^\s*](?:[^*]*[^\s*])?)\*/gu;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/iu;

/**
 * The part of Markdown that comments are written in, as HTML: headings, paragraphs, lists, quotes, fenced code, and in a line `code`,
 * **strong**, *emphasis* and [links](/to); a star beside a space is a star. Markup in the text is shown as text.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): string {
  const { headingOffset = 0, idPrefix = '' } = options;
  const ids = new Set<string>();
  const blocks: string[] = [];
  const lines = text.split(/\r?\n/u);
  let index = 0;

  /** The lines from here on that a test holds for, mapped. */
  const take = (test: (line: string) => boolean, map: (line: string) => string): string[] => {
    const taken: string[] = [];
    for (; index < lines.length && test(lines[index] as string); index++)
      taken.push(map(lines[index] as string));
    return taken;
  };

  while (index < lines.length) {
    const line = lines[index] as string;
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      index += 1;
    } else if (heading !== null) {
      const [, marks = '', title = ''] = heading;
      const level = Math.min(marks.length + headingOffset, MAX_HEADING);
      const id = uniqueId(idPrefix + slugOf(title), ids);
      blocks.push(`<h${String(level)} id="${escapeText(id)}">${renderInline(title)}</h${String(level)}>`);
      index += 1;
    } else if (isFence(line)) {
      index += 1;
      const code = take((next) => !isFence(next), escapeText);
      index += 1;
      blocks.push(`<pre><code>${code.join('\n')}</code></pre>`);
    } else if (line.startsWith('>')) {
      const quoted = take(
        (next) => next.startsWith('>'),
        (next) => next.replace(/^> ?/u, ''),
      );
      blocks.push(`<blockquote>${paragraph(quoted)}</blockquote>`);
    } else if (isItem(line)) {
      const items = take(isItem, (next) => `<li>${renderInline(next.slice(2))}</li>`);
      blocks.push(`<ul>${items.join('')}</ul>`);
    } else {
      blocks.push(
        paragraph(
          take(
            (next) => !startsBlock(next),
            (next) => next,
          ),
        ),
      );
    }
  }
  return blocks.join('\n');
}

/** Marks inside a line. What stands in code has none. */
export function renderInline(text: string): string {
  return text
    .split(/(`[^`]+`)/u)
    .map((part, index) =>
      index % 2 === 1 ? `<code>${escapeText(part.slice(1, -1))}</code>` : renderMarks(part),
    )
    .join('');
}

/** The first characters of a text without its marks, for previews; cut between words where there are several. */
export function excerpt(text: string, maxLength: number): string {
  const plain = text
    .replaceAll(/^(?:#{1,6}\s+|> ?|[-*] |```)/gmu, '')
    .replaceAll(/\[([^[\]]+)\]\([^()\s]+\)/gu, '$1')
    .replaceAll(/[*`]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const characters = [...plain];
  if (characters.length <= maxLength) return plain;
  const space = characters.lastIndexOf(' ', maxLength);
  return `${characters.slice(0, space > 0 ? space : maxLength).join('')}…`;
}

function renderMarks(text: string): string {
  let rendered = '';
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, label, target = '', strong, emphasis] = match;
    rendered += escapeText(text.slice(end, match.index));
    end = match.index + whole.length;
    if (strong !== undefined) rendered += `<strong>${renderMarks(strong)}</strong>`;
    else if (emphasis !== undefined) rendered += `<em>${renderMarks(emphasis)}</em>`;
    else if (label === undefined || !SAFE_LINK.test(target)) rendered += escapeText(whole);
    else rendered += `<a href="${escapeText(target)}" rel="nofollow">${renderMarks(label)}</a>`;
  }
  return rendered + escapeText(text.slice(end));
}

function paragraph(lines: readonly string[]): string {
  return `<p>${lines.map(renderInline).join('<br>')}</p>`;
}

function startsBlock(line: string): boolean {
  return line.trim() === '' || line.startsWith('>') || isFence(line) || isItem(line) || HEADING.test(line);
}

function isFence(line: string): boolean {
  return line.startsWith('```');
}

function isItem(line: string): boolean {
  return /^[-*] /u.test(line);
}

function slugOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['section'];
  return words.join('-');
}

function uniqueId(id: string, seen: Set<string>): string {
  let candidate = id;
  for (let copy = 2; seen.has(candidate); copy++) candidate = `${id}-${String(copy)}`;
  seen.add(candidate);
  return candidate;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
