import { BebugError, parseJson, type Finding } from '@bebug/core';
import { z } from 'zod';
import type {
  ForeignFinding,
  ForeignFix,
  ForeignPlace,
  ForeignReport,
  ImportFormat,
  Measure,
  SetAside,
} from './report.ts';
import { cweOfResult, messageText, ruleOf, type FoundRule } from './sarif-rules.ts';
import { sarifSchema, type SarifRegion, type SarifResult, type SarifRun } from './sarif-schema.ts';
import { pathOf } from './sarif-uri.ts';
import { explanationOf } from './tidy.ts';

/** Before anything else is asked of a log: which version it is. */
const versionSchema = z.looseObject({ version: z.unknown().optional() });

/** SARIF 2.1.0, one run or several. */
export const sarif: ImportFormat = {
  describe: 'SARIF 2.1.0',
  read(text, name) {
    const { version } = parseJson(versionSchema, text, name);
    if (version !== '2.1.0') {
      const told = version === undefined ? 'says no version of SARIF' : `is SARIF ${JSON.stringify(version)}`;
      throw new BebugError('file-format', `${name} at version ${told}; 2.1.0 is read.`);
    }
    const reports = parseJson(sarifSchema, text, name).runs.map((run, index) =>
      readRun(run, `runs.${index}`, name),
    );
    return {
      tools: reports.flatMap(({ tools }) => tools),
      findings: reports.flatMap(({ findings }) => findings),
      setAside: reports.flatMap(({ setAside }) => setAside),
      looked: reports.some(({ looked }) => looked === null) ? null : reports.flatMap(({ looked }) => looked!),
      failures: reports.flatMap(({ failures }) => failures),
    };
  },
};

function readRun(run: SarifRun, at: string, name: string): ForeignReport {
  if ((run.externalPropertyFileReferences?.results ?? []).length > 0) {
    throw new BebugError(
      'file-format',
      `${name} at ${at}.externalPropertyFileReferences keeps its results in other files; join them first.`,
    );
  }
  const { driver } = run.tool;
  const findings: ForeignFinding[] = [];
  const setAside: SetAside[] = [];
  for (const [index, result] of (run.results ?? []).entries()) {
    const where = `${at}.results.${index}`;
    const location = result.locations.find(({ physicalLocation }) => physicalLocation)?.physicalLocation;
    const path = pathOf(location?.artifactLocation ?? result.analysisTarget, run);
    const reason = whyNone(result);
    if (reason !== null) setAside.push({ at: where, path, reason });
    else if (path === null) setAside.push({ at: where, path, reason: 'it names no place in a file' });
    else {
      const rule = ruleOf(result, run, `${name} at ${where}`);
      findings.push({
        at: where,
        path,
        place: placeOf(location?.region),
        measure: measureOf(run, location?.region),
        said: saidBy(result, rule, run),
        fix: fixOf(result, path, run),
      });
    }
  }
  return {
    tools: [{ name: driver.name, version: driver.semanticVersion ?? driver.version ?? null }],
    findings,
    setAside,
    looked: lookedAt(run),
    failures: failuresOf(run),
  };
}

/** Why a result reports nothing: it is none by its kind, it went away, or somebody accepted it (3.27.9, 24, 23). */
function whyNone({ kind, baselineState, suppressions }: SarifResult): string | null {
  if (kind === 'pass' || kind === 'notApplicable' || kind === 'informational')
    return `it is of the kind ${kind}`;
  if (baselineState === 'absent') return 'it is no longer there';
  const isSuppressed =
    suppressions != null &&
    suppressions.length > 0 &&
    suppressions.every(({ status }) => status === 'accepted');
  return isSuppressed ? 'it is suppressed' : null;
}

function saidBy(result: SarifResult, rule: FoundRule, run: SarifRun): ForeignFinding['said'] {
  const { id, descriptor } = rule;
  const level = result.level ?? descriptor?.defaultConfiguration?.level ?? 'warning';
  const confidence = result.properties?.['confidence'];
  return {
    category: id,
    cwe: cweOfResult(result, descriptor, run),
    severity: SEVERITIES[level],
    explanation: explanationOf(id, messageText(result.message, rule)),
    // The standard has none; a number between 0 and 1 of this name is what bebug writes.
    ...(typeof confidence === 'number' && confidence >= 0 && confidence <= 1 && { confidence }),
  };
}

const SEVERITIES: Readonly<Record<'none' | 'note' | 'warning' | 'error', Finding['severity']>> = {
  none: 'info',
  note: 'info',
  warning: 'warning',
  error: 'error',
};

/** Lines win over offsets where a region has both (3.30.2); without a region the whole file is meant. */
function placeOf(region: SarifRegion | undefined): ForeignPlace {
  if (region?.startLine !== undefined) {
    const { startLine, startColumn, endLine = startLine, endColumn } = region;
    return { kind: 'lines', startLine, startColumn, endLine, endColumn };
  }
  const { charOffset = -1, charLength = 0, byteOffset = -1, byteLength = 0 } = region ?? {};
  if (charOffset >= 0) return { kind: 'offsets', start: charOffset, length: charLength };
  if (byteOffset >= 0) return { kind: 'offsets', start: byteOffset, length: byteLength };
  return { kind: 'file' };
}

/** What columns count (3.14.17); where the run does not say it, code points. Bytes are bytes. */
function measureOf({ columnKind }: SarifRun, region: SarifRegion | undefined): Measure {
  const inBytes =
    region?.startLine === undefined && (region?.charOffset ?? -1) < 0 && (region?.byteOffset ?? -1) >= 0;
  if (inBytes) return { unit: 'utf8', breaks: 'newline' };
  return { unit: columnKind === 'utf16CodeUnits' ? 'utf16' : 'code-point', breaks: 'newline' };
}

/** The first fix, as far as it changes the file of the result and nothing else. */
function fixOf({ fixes }: SarifResult, path: string, run: SarifRun): ForeignFix | undefined {
  const changes = fixes[0]?.artifactChanges ?? [];
  if (changes.length === 0 || changes.some(({ artifactLocation }) => pathOf(artifactLocation, run) !== path))
    return undefined;
  return {
    kind: 'replacements',
    replacements: changes.flatMap(({ replacements }) =>
      replacements.map(({ deletedRegion, insertedContent }) => ({
        place: placeOf(deletedRegion),
        text: insertedContent?.text ?? '',
      })),
    ),
  };
}

/** The files that the tool was told to analyse, where the run lists them by role. */
function lookedAt(run: SarifRun): string[] | null {
  const targets = run.artifacts.filter(({ roles }) => roles.includes('analysisTarget'));
  if (targets.length === 0) return null;
  return targets.map(({ location }) => pathOf(location, run)).filter((path) => path !== null);
}

/** What went wrong: of the whole run, or on a file that an error of the tool names. */
function failuresOf(run: SarifRun): ForeignReport['failures'] {
  const { driver } = run.tool;
  const textOf = (message: SarifResult['message']): string =>
    messageText(message, { component: driver, descriptor: undefined });
  const failures: ForeignReport['failures'][number][] = [];
  if (run.results == null)
    failures.push({ path: null, message: `${driver.name} has no results: it did not begin.` });
  for (const invocation of run.invocations) {
    const errors = [
      ...invocation.toolExecutionNotifications,
      ...invocation.toolConfigurationNotifications,
    ].filter(({ level }) => level === 'error');
    if (!invocation.executionSuccessful) {
      const told = [
        invocation.processStartFailureMessage,
        invocation.exitCodeDescription,
        ...errors.map(({ message }) => textOf(message)),
      ].filter((text) => text !== undefined && text !== '');
      failures.push({
        path: null,
        message: told.length > 0 ? told.join(' ') : `${driver.name} did not succeed.`,
      });
      continue;
    }
    for (const { message, locations } of errors) {
      const path = pathOf(locations[0]?.physicalLocation?.artifactLocation, run);
      if (path !== null) failures.push({ path, message: textOf(message) });
    }
  }
  return failures;
}
