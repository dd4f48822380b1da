import { formatJson, uriPath } from '@bebug/core';
import type { BugResult, FindingResult, Verdict } from '@bebug/scorer';
import type { Bug } from '@bebug/core/truth';
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import { setData, type Entrant, type ReportInput, type SetData } from '../report-data.ts';

const BASE = 'BUGSET';

type Judgement = Verdict['verdict'] | 'missed' | 'not-attempted';

/** What each judgement is in SARIF, which looks at the detector here: a bug that it misses is what went wrong. */
const RULES: Readonly<Record<Judgement, { kind: Result.kind; level: Result.level; text: string }>> = {
  missed: { kind: 'fail', level: 'error', text: 'A planted bug that the detector did not find.' },
  'false-positive': { kind: 'fail', level: 'warning', text: 'A finding where no bug is planted.' },
  invalid: { kind: 'fail', level: 'warning', text: 'A finding that names a place which the set has not.' },
  match: { kind: 'pass', level: 'none', text: 'A finding that found a planted bug.' },
  duplicate: { kind: 'informational', level: 'none', text: 'A further finding on a bug that was found.' },
  known: {
    kind: 'informational',
    level: 'none',
    text: 'A finding on a defect of the clean code, or on its twin.',
  },
  valid: {
    kind: 'informational',
    level: 'none',
    text: 'A finding that people judged to be a defect of the clean code.',
  },
  'not-attempted': {
    kind: 'notApplicable',
    level: 'none',
    text: 'A planted bug in a task without a response.',
  },
};
const JUDGEMENTS = Object.keys(RULES) as Judgement[];

/**
 * SARIF 2.1.0: a run for each detector, a result for each of its findings and for each bug that it did not find. Paths are relative to
 * the bug set's folder (`uriBaseId` BUGSET).
 */
export function renderSarifReport(input: ReportInput): string {
  const data = setData(input);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: data.entrants.map((entrant, index) => runOf(entrant, index, data)),
  };
  return formatJson(log);
}

function runOf({ name, card }: Entrant, index: number, { manifest, bugs }: SetData): Run {
  const missed = card.bugs.filter(({ found }) => !found);
  return {
    tool: {
      driver: {
        name: 'bebug',
        version: manifest.generator.version,
        rules: JUDGEMENTS.map((id): ReportingDescriptor => ({
          id,
          shortDescription: { text: RULES[id].text },
        })),
      },
    },
    automationDetails: { id: `bebug/${card.setHash.slice(0, 12)}/${index}` },
    originalUriBaseIds: { [BASE]: { description: { text: 'The folder of the bug set.' } } },
    columnKind: 'utf16CodeUnits',
    results: [
      ...card.findings.map(findingResult),
      ...missed.map((result) => missedResult(result, bugs.get(result.bug))),
    ],
    properties: { detector: card.detector, version: card.version, name, set: card.setHash },
  };
}

function findingResult(finding: FindingResult): Result {
  const { verdict, text, task, file, startLine, endLine, bug, explanation, confidence, category } = finding;
  // Lines of an invalid finding may be anything.
  const region = verdict === 'invalid' ? {} : { region: { startLine, endLine } };
  return {
    ...judged(verdict, text),
    locations: [located(task, file, region)],
    partialFingerprints: { 'bebugFinding/v1': `${task}/${finding.index}` },
    properties: { bug, explanation, confidence, category },
  };
}

function missedResult(
  { bug, task, file, title, text, attempted, tier, operator }: BugResult,
  truth?: Bug,
): Result {
  const region = truth === undefined ? {} : { region: { ...truth.mutated } };
  return {
    ...judged(attempted ? 'missed' : 'not-attempted', `${title}: ${text}`),
    locations: [located(task, file, region)],
    partialFingerprints: { 'bebugBug/v1': bug },
    properties: { bug, tier, operator },
  };
}

function judged(
  judgement: Judgement,
  text: string,
): Pick<Result, 'ruleId' | 'ruleIndex' | 'kind' | 'level' | 'message'> {
  const { kind, level } = RULES[judgement];
  return { ruleId: judgement, ruleIndex: JUDGEMENTS.indexOf(judgement), kind, level, message: { text } };
}

function located(task: string, file: string, region: NonNullable<Location['physicalLocation']>): Location {
  const uri = uriPath(`tasks/${task}/${file}`);
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: BASE }, ...region } };
}
