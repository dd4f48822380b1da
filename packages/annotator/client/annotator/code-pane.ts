import { javascript } from '@codemirror/lang-javascript';
import { syntaxHighlighting, syntaxTree } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { LineRange } from './alignment.ts';

/** What is drawn over the code; lines from 1, both ends inclusive. */
export interface Marks {
  readonly anchor: number;
  readonly head: number;
  readonly findings: readonly {
    readonly startLine: number;
    readonly endLine: number;
    readonly isCurrent: boolean;
  }[];
  /** Where other versions of the text have something else; from the top. */
  readonly differing?: readonly LineRange[];
}

export interface CodePaneOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  /** The text before the change, for a diff. */
  readonly before: string | undefined;
  readonly isTypeScript: boolean;
  /** Told where the cursor should go; the pane itself keeps no cursor. */
  readonly onMove: (head: number, extend: boolean) => void;
  readonly onScroll: (topLine: number) => void;
}

const drawMarks = StateEffect.define<Marks>();

const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, { effects, state }) {
    const effect = effects.find((one) => one.is(drawMarks));
    return effect === undefined ? drawn : decorations(state, effect.value);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorations(state: EditorState, { anchor, head, findings, differing = [] }: Marks): DecorationSet {
  const classes = new Map<number, Set<string>>();
  const add = (from: number, to: number, name: string): void => {
    for (let line = from; line <= Math.min(to, state.doc.lines); line++)
      classes.set(line, (classes.get(line) ?? new Set()).add(name));
  };
  for (const { startLine, endLine } of differing) {
    if (startLine > endLine) add(startLine, startLine, 'code-gap');
    else add(startLine, endLine, 'code-differs');
  }
  for (const { startLine, endLine, isCurrent } of findings) {
    add(startLine, endLine, 'code-finding');
    if (isCurrent) add(startLine, endLine, 'code-finding-current');
  }
  add(Math.min(anchor, head), Math.max(anchor, head), 'code-range');
  add(head, head, 'code-head');
  return Decoration.set(
    [...classes]
      .sort(([a], [b]) => a - b)
      .map(([line, names]) =>
        Decoration.line({ class: [...names].join(' ') }).range(state.doc.line(line).from),
      ),
  );
}

/** Syntax nodes that `{` and `}` stop at. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
  'ClassDeclaration',
]);

/** Read-only code with a line cursor that belongs to the page. */
export class CodePane {
  readonly #view: EditorView;
  readonly #onMove: CodePaneOptions['onMove'];
  #differing: readonly LineRange[] = [];

  constructor(options: CodePaneOptions) {
    this.#onMove = options.onMove;
    this.#view = new EditorView({
      parent: options.parent,
      state: EditorState.create({ doc: options.text, extensions: extensionsOf(options) }),
    });
    const { scrollDOM } = this.#view;
    scrollDOM.addEventListener(
      'scroll',
      () => {
        const top = this.#view.lineBlockAtHeight(scrollDOM.scrollTop);
        options.onScroll(this.#view.state.doc.lineAt(top.from).number);
      },
      { passive: true },
    );
  }

  draw(marks: Marks): void {
    this.#differing = marks.differing ?? [];
    this.#view.dispatch({ effects: drawMarks.of(marks) });
  }

  /** Bring a line into sight. */
  reveal(line: number): void {
    const { from } = this.#view.state.doc.line(this.#clamped(line));
    this.#view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 60 }) });
  }

  /** Scroll a line to the top. */
  showAtTop(line: number): void {
    const { from } = this.#view.state.doc.line(this.#clamped(line));
    this.#view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 0 }) });
  }

  moveTo(line: number, extend: boolean): void {
    this.#onMove(this.#clamped(line), extend);
  }

  /** The line of the next (1) or previous (-1) function from a line; the line itself where there is none. */
  functionLine(line: number, step: 1 | -1): number {
    const { doc } = this.#view.state;
    const starts: number[] = [];
    syntaxTree(this.#view.state).iterate({
      enter: ({ name, from }) => {
        if (FUNCTIONS.has(name)) starts.push(doc.lineAt(from).number);
      },
    });
    return (step === 1 ? starts.find((one) => one > line) : starts.findLast((one) => one < line)) ?? line;
  }

  /** Where the next (1) or previous (-1) difference from a line starts; the line itself where there is none. */
  differenceLine(line: number, step: 1 | -1): number {
    const starts = this.#differing.map(({ startLine }) => startLine);
    return (step === 1 ? starts.find((one) => one > line) : starts.findLast((one) => one < line)) ?? line;
  }

  pageLines(): number {
    return Math.max(1, Math.floor(this.#view.scrollDOM.clientHeight / this.#view.defaultLineHeight) - 2);
  }

  lastLine(): number {
    return this.#view.state.doc.lines;
  }

  textOf(line: number): string {
    return this.#view.state.doc.line(this.#clamped(line)).text;
  }

  search(): void {
    openSearchPanel(this.#view);
  }

  focus(): void {
    this.#view.contentDOM.focus({ preventScroll: true });
  }

  destroy(): void {
    this.#view.destroy();
  }

  #clamped(line: number): number {
    return Math.min(Math.max(1, line), this.#view.state.doc.lines);
  }
}

/** Admits the styles that the editor makes under the page's policy. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')!.content;
}

function extensionsOf({ label, before, isTypeScript, onMove }: CodePaneOptions): Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
    javascript({ typescript: isTypeScript, jsx: true }),
    syntaxHighlighting(classHighlighter),
    lineNumbers({
      domEventHandlers: {
        mousedown: (view, block, event) => {
          const { shiftKey } = event as MouseEvent;
          onMove(view.state.doc.lineAt(block.from).number, shiftKey);
          view.contentDOM.focus({ preventScroll: true });
          return true;
        },
      },
    }),
    // A selection with the mouse is a selection of lines.
    EditorView.domEventHandlers({
      mouseup: (_event, view) => {
        requestAnimationFrame(() => {
          selectedLines(view, onMove);
        });
      },
    }),
    search({ top: true }),
    keymap.of(searchKeymap),
    marksField,
    ...(before === undefined
      ? []
      : [unifiedMergeView({ original: before, mergeControls: false, highlightChanges: true, gutter: true })]),
  ];
}

function selectedLines(view: EditorView, onMove: CodePaneOptions['onMove']): void {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return;
  if (!view.contentDOM.contains(selection.anchorNode) || !view.contentDOM.contains(selection.focusNode))
    return;
  const lineAt = (node: Node, offset: number): number =>
    view.state.doc.lineAt(view.posAtDOM(node, offset)).number;
  const anchor = lineAt(selection.anchorNode, selection.anchorOffset);
  const head = lineAt(selection.focusNode, selection.focusOffset);
  onMove(anchor, false);
  if (head !== anchor) onMove(head, true);
}
