import { useEffect, useRef, useState } from 'preact/hooks';
import type { LeftoverView } from '../../src/page/admin-protocol.ts';
import type { SessionView } from '../../src/page/protocol.ts';
import { CATEGORIES, LONGEST, VERDICTS, type Verdict } from '../../src/vocabulary.ts';
import { CodePane } from '../annotator/code-pane.ts';
import { linesOf } from '../annotator/sitting.ts';
import { ask } from '../api.ts';
import { TopBar } from '../top-bar.tsx';

/** For those who judge findings that met no planted bug: they do not see whose a finding is, nor what the other judge says. */
export function AdjudicatorApp({ session }: { readonly session: SessionView }) {
  const [view, setView] = useState<LeftoverView | null>(null);
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<LeftoverView>): Promise<void> => {
    setBusy(true);
    try {
      setView(await work());
      setMessage('');
    } catch (error) {
      setMessage((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => void attempt(() => ask('GET', '/api/leftovers')), []);
  return (
    <div class="page">
      <TopBar name={session.name} />
      <main class="admin">
        <h1>Is this finding right?</h1>
        <p role="status">{message}</p>
        {view?.finding && (
          <Judgement
            key={view.finding.id}
            finding={view.finding}
            left={view.left}
            isBusy={isBusy}
            onVerdict={(verdict, reason) =>
              void attempt(() => ask('POST', `/api/leftovers/${view.finding!.id}`, { verdict, reason }))
            }
          />
        )}
        {view !== null && view.finding === null && <p>Nothing waits for you. Thank you.</p>}
      </main>
    </div>
  );
}

function Judgement({
  finding,
  left,
  isBusy,
  onVerdict,
}: {
  readonly finding: NonNullable<LeftoverView['finding']>;
  readonly left: number;
  /** A verdict is on its way: a second one would be about the next finding. */
  readonly isBusy: boolean;
  readonly onVerdict: (verdict: Verdict, reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  const { category, explanation, others } = finding;
  return (
    <div class="judgement">
      <section aria-label="Code">
        <Files finding={finding} />
      </section>
      <section aria-label="Finding">
        <p class="dim">{left === 1 ? 'This is the last one.' : `${left} wait for you.`}</p>
        <h2>{placeText(finding)}</h2>
        <p class="dim">{CATEGORIES.find(({ family }) => family === category)?.label ?? category}</p>
        <blockquote>{explanation ?? '(no explanation)'}</blockquote>
        {others.length > 0 && (
          <details>
            <summary>Other findings on this task ({others.length})</summary>
            {others.map((other, index) => (
              <div key={index}>
                <p class="dim">{placeText(other)}</p>
                <blockquote>{other.explanation ?? '(no explanation)'}</blockquote>
              </div>
            ))}
          </details>
        )}
        <label>
          Why do you say so?
          <textarea
            rows={3}
            maxLength={LONGEST.reason}
            value={reason}
            onInput={({ currentTarget: { value } }) => setReason(value)}
          />
        </label>
        <div class="verdicts" role="group" aria-label="Verdict">
          {VERDICTS.map(({ verdict, label }) => (
            <button key={verdict} type="button" disabled={isBusy} onClick={() => onVerdict(verdict, reason)}>
              {label}
            </button>
          ))}
        </div>
      </section>
    </div>
  );
}

type Shown = NonNullable<LeftoverView['finding']>;

function placeText({ file, startLine, endLine }: Pick<Shown, 'file' | 'startLine' | 'endLine'>): string {
  return `${file}, ${linesOf({ startLine, endLine })}`;
}

/** The file of the finding, and the others of its task to look things up in. */
function Files({ finding }: { readonly finding: Shown }) {
  const [file, setFile] = useState(finding.file);
  return (
    <>
      <label>
        File
        <select value={file} onChange={({ currentTarget: { value } }) => setFile(value)}>
          {Object.keys(finding.texts).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <MarkedCode key={file} finding={finding} file={file} />
    </>
  );
}

function MarkedCode({ finding, file }: { readonly finding: Shown; readonly file: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { texts, language, startLine, endLine } = finding;
    const pane = new CodePane({
      parent: parent.current!,
      label: `Code of ${file}`,
      text: texts[file] ?? '',
      before: undefined,
      isTypeScript: language === 'typescript',
      onMove: () => undefined,
      onScroll: () => undefined,
    });
    if (file === finding.file) {
      pane.draw({ anchor: startLine, head: endLine, findings: [{ startLine, endLine, isCurrent: true }] });
      pane.reveal(startLine);
    }
    return () => pane.destroy();
  }, []);
  return <div class="code" ref={parent} />;
}
