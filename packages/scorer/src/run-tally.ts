import { BebugError, compareText, groupBy, type Finding, type Task } from '@bebug/core';
import { normalisedCategory } from './agreement.ts';
import { anchoredFinding } from './anchored-finding.ts';
import { attemptsOf, type Attempts } from './attempts.ts';
import { slottedTask, type SlottedTask } from './chance-baseline.ts';
import { CleanTwins } from './clean-twins.ts';
import { scoreConfidence } from './confidence-score.ts';
import { answeredControls, scoreControls } from './control-score.ts';
import { DEFINITIONS } from './definitions.ts';
import { Discrimination } from './discrimination.ts';
import { countLines, executableLines } from './executable-lines.ts';
import type { Estimate } from './estimate.ts';
import { scoreExplanations } from './explanation-score.ts';
import { missExplainer } from './explained-misses.ts';
import { JudgedFindings } from './judged-findings.ts';
import { isDefect, pointsAt, type JudgedPlace } from './known-place.ts';
import { invalidityCheck, invalidVerdict, type TaskTexts } from './invalid-findings.ts';
import { LevelTally } from './level-tally.ts';
import { pointerOf, pointingOf, type Pointer } from './pointing.ts';
import { ratio } from './precision-recall.ts';
import { realBugsOf, type RealPlace } from './real-bugs.ts';
import { bugResults, findingResult } from './results.ts';
import { scoreNotes } from './score-notes.ts';
import { checkRun, SCORE_DEFAULTS, type ScoreInput, type ScoreOptions, type TwinRun } from './score-input.ts';
import { SCORECARD_FORMAT, type FindingResult, type Scorecard } from './scorecard.ts';
import type { ScoredBug } from './scored-bug.ts';
import { sourceClusters } from './source-clusters.ts';
import { STRICTNESS, WEIGHTS, type Strictness } from './strictness.ts';
import { timeToFind } from './time-to-find.ts';
import type { Verdict } from './verdict.ts';
import { youden } from './youden.ts';

/** A finding and its place in `findings.jsonl`, from 0. */
export interface IndexedFinding {
  readonly finding: Finding;
  readonly index: number;
}

export interface TallyInput extends Omit<ScoreInput, 'findings' | 'twins'> {
  /** When the same detector ran on the clean twins: what became of each. */
  readonly twins?: Pick<TwinRun, 'responses'> | undefined;
}

/** Random placements of all bugs together: with so many the mean recall by chance is known to a fraction of a point. */
const ENOUGH_PLACEMENTS = 4e6;
const FEWEST_PLACEMENTS = 200;

/**
 * One run scored task by task, so that it need not be held as a whole. All findings on a task come together, those on clean controls
 * before those on other tasks; the scorecard does not depend on how the tasks were dealt out. Of a finding only its verdict and its
 * confidence are kept.
 */
export class RunTally {
  readonly #input: TallyInput;
  readonly #options: ScoreOptions;
  readonly #attempts: Attempts;
  readonly #invalidity: (finding: Finding) => string | null;
  readonly #clusterOf: (task: string) => string;
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #bugsOf: ReadonlyMap<string, readonly ScoredBug[]>;
  readonly #knownOf: ReadonlyMap<string, readonly JudgedPlace[]>;
  readonly #twins: CleanTwins;
  /** `null` without a run on the twins. */
  readonly #discrimination: Discrimination | null;
  readonly #controls: ReadonlySet<string>;
  readonly #isPrecisionShown: boolean;
  readonly #levels: Readonly<Record<Strictness, LevelTally>>;
  readonly #seen = new Set<string>();
  readonly #judged = new JudgedFindings();
  readonly #whyFound = new Map<string, string>();
  readonly #whyMissed = new Map<string, string>();
  readonly #pointers = new Map<string, Pointer>();
  readonly #realFound = new Map<JudgedPlace, RealPlace>();
  readonly #foundAfter = new Map<string, Finding['elapsedMs']>();
  readonly #categories = new Map<string, string>();

  /** @throws BebugError `run-mismatch` when the run was made on another set */
  constructor(input: TallyInput) {
    const { tasks, taskTexts, bugs, controls, run, setHash, responses } = input;
    checkRun(run, setHash);
    this.#input = input;
    this.#options = { ...SCORE_DEFAULTS, ...input.options };
    this.#attempts = attemptsOf(tasks, responses);
    this.#invalidity = invalidityCheck(tasks, taskTexts, this.#attempts);
    this.#clusterOf = sourceClusters(input);
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.#bugsOf = groupBy(bugs, ({ task }) => task);
    this.#knownOf = groupBy(
      (input.known ?? []).map((place): JudgedPlace => ({ ...place, source: 'adjudicated' })),
      ({ task }) => task,
    );
    this.#twins = new CleanTwins(taskTexts, controls);
    this.#discrimination = input.twins
      ? new Discrimination(tasks, input.twins.responses, this.#options)
      : null;
    this.#controls = new Set(controls.map(({ task }) => task));
    this.#isPrecisionShown =
      this.#options.allowNoControls || controls.some(({ task }) => this.#attempts.isAnswered(task));
    const { isAttempted } = this.#attempts;
    const ordered = byCluster(bugs, this.#clusterOf);
    const level = (strictness: Strictness): LevelTally =>
      new LevelTally({
        options: { ...this.#options, strictness },
        placements: placementsFor(bugs.length, this.#options.draws),
        bugs: ordered,
        isAttempted,
        clusterOf: this.#clusterOf,
        isPrecisionShown: this.#isPrecisionShown,
      });
    this.#levels = { line: level('line'), function: level('function'), file: level('file') };
  }

  get #headline(): LevelTally {
    return this.#levels[this.#options.strictness];
  }

  /**
   * All findings on some tasks, and what became of each; `onTwins` are those on the twins of these tasks.
   * @throws BebugError `internal` for a task that was added before; `file-missing` when the text of a file under review is not there
   */
  add(reported: readonly IndexedFinding[], onTwins: readonly Finding[] = []): FindingResult[] {
    const findings = reported.map(({ finding, index }) => ({
      finding: anchoredFinding(finding, this.#input.taskTexts),
      index,
    }));
    const judged = findings.map(({ finding, index }) => {
      const reason = this.#invalidity(finding);
      return { finding, index, invalid: reason === null ? null : invalidVerdict(reason) };
    });
    const valid = judged.flatMap(({ finding, invalid }) => (invalid ? [] : [finding]));
    this.#twins.note(valid);
    const validOf = groupBy(valid, ({ task }) => task);
    const ids = this.#newTasks(findings);
    const tasks = ids.flatMap((id) => this.#tasks.get(id) ?? []);
    const bugs = ids.flatMap((id) => this.#bugsOf.get(id) ?? []);
    const onTwinOf = groupBy(onTwins, ({ task }) => task);
    const onClean = tasks.flatMap((task) =>
      this.#twins.placesIn(task, this.#bugsOf.get(task.id) ?? [], onTwinOf.get(task.id)),
    );
    const batch = {
      findings: judged,
      bugs,
      known: [...ids.flatMap((id) => this.#knownOf.get(id) ?? []), ...onClean],
      placedTasks: this.#placed(tasks, validOf),
    };
    const verdicts = Object.fromEntries(
      STRICTNESS.map((strictness) => [strictness, this.#levels[strictness].add(batch)]),
    ) as Record<Strictness, readonly Verdict[]>;
    const headline = verdicts[this.#options.strictness];
    this.#keep(findings, headline, bugs);
    this.#discrimination?.note(bugs, onClean);
    for (const id of ids)
      if (this.#controls.has(id) && this.#headline.falseAlarms.has(id))
        this.#discrimination?.noteControl(id, !onTwinOf.has(id));
    return findings.map(({ finding, index }, at) => findingResult(finding, index, headline[at]!));
  }

  #newTasks(findings: readonly IndexedFinding[]): string[] {
    const ids = [...new Set(findings.map(({ finding }) => finding.task))];
    for (const id of ids) {
      if (this.#seen.has(id)) throw new BebugError('internal', `Findings on ${id} came in two parts.`);
      this.#seen.add(id);
    }
    return ids;
  }

  #placed(tasks: readonly Task[], findingsOf: ReadonlyMap<string, readonly Finding[]>): SlottedTask[] {
    return tasks
      .filter(({ id }) => this.#bugsOf.has(id) && this.#attempts.isAttempted(id))
      .map(({ id, files }) => {
        const placed = {
          id,
          files: files.map((file) => {
            const text = textOf(this.#input.taskTexts, id, file);
            return { file, lines: countLines(text), executable: executableLines(text) };
          }),
          findings: (findingsOf.get(id) ?? []).filter(({ file }) => files.includes(file)),
          bugs: this.#bugsOf.get(id)!,
        };
        return slottedTask(placed, this.#options);
      });
  }

  /** What the scorecard says of bugs and findings, at the headline strictness. */
  #keep(findings: readonly IndexedFinding[], verdicts: readonly Verdict[], bugs: readonly ScoredBug[]): void {
    for (const [at, { verdict, bug, isFalseAlarm }] of verdicts.entries()) {
      const { finding } = findings[at]!;
      // The set's own word for the task: each finding brings a copy, to be forgotten with it.
      const task = this.#tasks.get(finding.task)?.id ?? finding.task;
      this.#judged.add({ task, confidence: finding.confidence, verdict, bug, isFalseAlarm });
      if ((verdict === 'known' || verdict === 'valid') && !isFalseAlarm) this.#noteReal(finding);
    }
    const explainMiss = missExplainer(findings, verdicts, this.#options);
    const places = new Map(findings.map(({ index }, at) => [index, at]));
    for (const bug of bugs) {
      const index = this.#headline.found.get(bug.id);
      if (index === undefined) {
        this.#whyMissed.set(bug.id, explainMiss(bug));
        continue;
      }
      const at = places.get(index)!;
      const { finding } = findings[at]!;
      this.#whyFound.set(bug.id, verdicts[at]!.text);
      this.#pointers.set(bug.id, pointerOf(bug, finding, this.#options.maxSpan));
      this.#foundAfter.set(bug.id, finding.elapsedMs);
      if (finding.category !== undefined) this.#categories.set(bug.id, normalisedCategory(finding.category));
    }
  }

  #noteReal(finding: Finding): void {
    const { task, file } = finding;
    for (const place of this.#knownOf.get(task) ?? [])
      if (place.file === file && isDefect(place) && pointsAt(finding, place, this.#options.maxSpan))
        this.#realFound.set(place, { ...place, cluster: this.#clusterOf(task), file });
  }

  #youden(answered: readonly Task[]): Estimate {
    const { found, falseAlarms } = this.#headline;
    const { isAttempted } = this.#attempts;
    return youden(
      [
        ...[...this.#bugsOf]
          .filter(([task]) => isAttempted(task))
          .map(([task, bugs]) => ({
            cluster: this.#clusterOf(task),
            hasBug: true,
            isPositive: bugs.some(({ id }) => found.has(id)),
          })),
        ...answered.map(({ id }) => ({
          cluster: this.#clusterOf(id),
          hasBug: false,
          isPositive: falseAlarms.has(id),
        })),
      ],
      this.#options,
    );
  }

  /** The scorecard; `findings` are the results that are to stand in it, in the order of the run. */
  finish(findings: readonly FindingResult[]): Scorecard {
    const { manifest, setHash, tasks, bugs, controls, run, responses } = this.#input;
    const options = this.#options;
    const attempts = this.#attempts;
    const { found, falseAlarms } = this.#headline;
    const levels = STRICTNESS.map((strictness) => this.#levels[strictness].finish());
    const headline = levels.find(({ strictness }) => strictness === options.strictness)!;
    const attemptedBugs = bugs.filter(({ task }) => attempts.isAttempted(task));
    const bugsNotAttempted = bugs.length - attemptedBugs.length;
    const explainMiss = missExplainer([], [], options);
    const answered = answeredControls(tasks, controls, attempts, falseAlarms);
    const discrimination =
      this.#discrimination?.finish(attemptedBugs, (bug) => found.has(bug), this.#clusterOf) ?? null;
    const taskOfBug = new Map(bugs.map(({ id, task }) => [id, task]));
    const explanations = scoreExplanations({
      grades: this.#input.grades ?? [],
      marks: this.#input.marks ?? [],
      modelMarks: this.#input.modelMarks ?? [],
      found,
      clusterOfBug: (bug) => this.#clusterOf(taskOfBug.get(bug)!),
      sampling: options,
    });
    const confidence = scoreConfidence({
      findings: this.#judged,
      bugs: attemptedBugs,
      controls: answered.map(({ id, lines }) => ({
        task: id,
        lines,
      })),
      clusterOf: this.#clusterOf,
      isPrecisionShown: this.#isPrecisionShown,
      sampling: options,
    });
    return {
      format: SCORECARD_FORMAT,
      detector: run.detector,
      version: run.version,
      setHash,
      run: {
        started: run.started,
        finished: run.finished,
        promptHash: run.promptHash,
        tokens: run.tokens,
        cost: run.cost,
      },
      tasks: { ...attempts.counts, bugsNotAttempted },
      levels,
      controls: scoreControls(tasks, controls, answered, falseAlarms, this.#clusterOf, options),
      youden: this.#youden(answered),
      discrimination,
      realBugs: realBugsOf(attemptedBugs, found, this.#clusterOf, [...this.#realFound.values()], options),
      confidence,
      timeToFind: timeToFind({
        bugs: attemptedBugs,
        found: this.#foundAfter,
        responses,
        clusterOf: this.#clusterOf,
      }),
      pointing: pointingOf(bugs.flatMap(({ id }) => this.#pointers.get(id) ?? [])),
      explanations,
      costPerBug: {
        tokens: run.tokens && ratio(run.tokens.input + run.tokens.output, found.size),
        dollars: run.cost === null ? null : ratio(run.cost, found.size),
      },
      bugs: bugResults(bugs, {
        isAttempted: attempts.isAttempted,
        foundAt: (strictness, bug) => this.#levels[strictness].found.has(bug),
        findingOf: (bug) => found.get(bug) ?? null,
        categoryOf: (bug) => this.#categories.get(bug) ?? null,
        isDiscriminated: (bug, isFound) => this.#discrimination?.isDiscriminated(bug, isFound) ?? null,
        whyFound: (bug) => this.#whyFound.get(bug.id)!,
        whyMissed: (bug) => this.#whyMissed.get(bug.id) ?? explainMiss(bug),
      }),
      findings: [...findings],
      method: {
        strictness: options.strictness,
        k: options.k,
        maxSpan: options.maxSpan,
        seed: options.seed,
        draws: options.draws,
        confidence: 0.95,
        clusters: 'corpus and source file',
        allowNoControls: options.allowNoControls,
        sources: this.#input.sources ?? { findings: null, known: null, twins: null },
        weights: WEIGHTS,
        definitions: DEFINITIONS,
      },
      notes: scoreNotes({
        manifest,
        options,
        attempts,
        bugsNotAttempted,
        isPrecisionShown: this.#isPrecisionShown,
        level: headline,
        confidence,
        explanations,
        notCovered: discrimination?.notCovered ?? 0,
        louderControls: this.#discrimination?.louderControls ?? 0,
      }),
    };
  }
}

/** Every slice of a set is drawn by cluster, in the order of their names: sorted once, they are all but sorted there. */
function byCluster(bugs: readonly ScoredBug[], clusterOf: (task: string) => string): ScoredBug[] {
  return bugs
    .map((bug) => ({ bug, cluster: clusterOf(bug.task) }))
    .sort((a, b) => compareText(a.cluster, b.cluster) || compareText(a.bug.id, b.bug.id))
    .map(({ bug }) => bug);
}

function placementsFor(bugs: number, draws: number): number {
  const affordable = Math.floor(ENOUGH_PLACEMENTS / Math.max(1, bugs));
  return Math.min(draws, Math.max(FEWEST_PLACEMENTS, affordable));
}

function textOf(texts: TaskTexts, task: string, file: string): string {
  const text = texts.get(task)?.get(file);
  if (text === undefined)
    throw new BebugError('file-missing', `The text of tasks/${task}/${file} is missing.`);
  return text;
}
